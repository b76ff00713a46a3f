"""People: who someone is, how they sign in, and who helps them.

Promises: nobody has a password and nobody needs an e-mail address; every code works once; what is stored of
a code, a card or a passkey does not let its reader sign in; a person can see and end what is open in their
name; a helper acts only while the person helped consents, and both names are known.
"""
