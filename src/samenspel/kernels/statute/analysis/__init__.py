"""Who could take this cooperative: questions to a charter about what a group could lawfully reach."""
