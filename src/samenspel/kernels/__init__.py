"""Plain Python: pure, typed, deterministic, exact. No Django, no clock, no input or output."""
