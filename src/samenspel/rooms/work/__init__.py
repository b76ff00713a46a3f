"""Own work: tasks that people take on, what they did, and the hours they get for it.

Promises: nobody has to; nobody confirms their own work; what is confirmed is booked at once and once, in hours, never in
money; how the load is spread is shown only where the group is large enough that it tells on nobody.
"""
