"""Foundation: the collective (the tenant), identifiers, canonical JSON, and the guard that keeps tenants apart.

Promises: every identifier is made before the write; one collective's acts happen one after another; a query
on a collective's table that does not name the collective is an error.
"""
