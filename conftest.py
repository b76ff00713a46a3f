"""Fixtures for every test in the house: beside the code and in tests/. They live in tests/support/."""

pytest_plugins = ["support.house", "support.database", "support.mail", "support.browser"]
