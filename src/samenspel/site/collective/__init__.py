"""The front of a collective: who we are, the public book and how to check it, what waits for me, and what is sent out.

Promises: nobody reads more than the openness clause and their own standing give them; no page, feed, calendar or
mail ever tells what someone voted; the book can be checked without trusting this program.
"""
