"""The ground every room stands on: the collective, the journal, and the people."""
