"""Every SQL statement of the feature."""
