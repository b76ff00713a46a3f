"""Deciding: proposals, registers, ballots, outcomes, and decisions that lapse unless they are renewed.

Promises: the statute gives the procedure, nobody types a majority; the register is frozen when a vote is called,
with the clause that made each person eligible; a secret ballot is stored without a name, a time or an order; what is
decided is carried out once, through the gate, with the decision as authority.
"""
