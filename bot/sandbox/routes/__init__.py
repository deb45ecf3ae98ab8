"""The REST API, v10: one file per noun."""
