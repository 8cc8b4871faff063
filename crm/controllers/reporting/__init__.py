"""How a report is worked out: what its records are, which of them, how together, in which words. Keeps nothing."""
