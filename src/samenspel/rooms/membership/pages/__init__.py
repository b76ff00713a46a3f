"""Pages of membership: who takes part, joining, leaving, one's own place. They hold no rules; the gate does."""
