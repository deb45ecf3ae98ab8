"""WHAT IT SAYS: catalogue, clipping, escaping."""
