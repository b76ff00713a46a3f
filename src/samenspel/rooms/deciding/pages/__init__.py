"""Pages of deciding: proposals, votes, objections and decisions. They hold no rules; the gate and the statute do."""
