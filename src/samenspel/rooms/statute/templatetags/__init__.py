"""Template filters of the statute room."""
