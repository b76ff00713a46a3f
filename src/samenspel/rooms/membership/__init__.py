"""Membership: who takes part, in which standing, since when, and how one joins and leaves.

Promises: the register tells what was true on any day and what was known of it on any other; no row is ever
edited, only superseded; everyone who has a vote has it by a place in the rules that can be shown; leaving is
always possible; what someone owes or holds is an exact number.
"""
