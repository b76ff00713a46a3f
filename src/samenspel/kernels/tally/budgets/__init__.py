"""Dividing a budget over projects by marks: equal shares, exact equal shares, greedy, Phragmén."""
