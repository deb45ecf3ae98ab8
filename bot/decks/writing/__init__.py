"""WRITTEN FORMATS: a deck as a file that other programs read, and that is read back as the same deck. Pure."""
