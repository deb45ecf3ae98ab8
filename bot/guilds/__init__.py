"""SERVERS AND PEOPLE: their settings, names, who is hidden, which cannot be reached."""
