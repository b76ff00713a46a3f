"""Deployment: settings from the environment, root addresses, and the server entry point."""
