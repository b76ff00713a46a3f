"""Tags of own work."""
