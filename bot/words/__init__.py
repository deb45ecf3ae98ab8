"""WHAT IT SAYS: one catalogue per language, looked up and clipped in one place."""
