"""The pages of the counter-voice."""
