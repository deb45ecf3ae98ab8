"""NOTES: lines of text, in which a file's own habits tell questions from answers."""
