"""Journal: the append-only, hash-chained book of deeds, one chain per collective.

Promises: no gaps, no change, no deletion (the database itself refuses); personal text stands beside the chain
under a salted digest, so that erasing it keeps the chain whole; reactions see every deed at least once, in order.
"""
