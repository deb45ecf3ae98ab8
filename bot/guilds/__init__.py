"""SERVERS AND PEOPLE: their settings, names, who is hidden, who is away."""
