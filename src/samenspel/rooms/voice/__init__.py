"""Counter-voice: anyone may speak against a decision, beside it, whether they had a vote or not.

Promises: what someone says stands beside the decision for whoever may read that; who supports it is counted and never
shown; enough support asks for an answer by the body that decided; people without a vote can lengthen the waiting as the
rules say, and never stop a decision.
"""
