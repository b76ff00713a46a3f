"""The front of the house: page frame, design system, home, sign-in, command line and API root."""
