"""The Bijzonder Statuut as rules: clause library, charter, legal floors per form, judge, comparison.

One clause object gives the legal Dutch text, the plain sentence and the machine rule, so that what people
read and what the platform does cannot drift apart. `judge` answers whether an act may be done, with grounds
that point into the text; `passes` is the only place where votes meet a threshold. Standard library only.
"""
