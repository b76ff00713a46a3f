"""The rooms: what people come for. Each is one Django app with the same plan (docs/first-hour.md)."""
