"""The ledger: money, hours and an own coin, in double entry, several units side by side.

Promises: an amount is an integer and never appears or disappears; nothing that was booked is changed or removed; a balance
is the sum of its entries and stays within its bounds; money set apart only leaves for its purpose; every transfer names
the rule it rests on. The database itself holds these, also against a bare statement.
"""
