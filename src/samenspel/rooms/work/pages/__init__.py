"""The pages of own work."""
