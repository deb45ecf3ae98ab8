"""What one can ask for."""
