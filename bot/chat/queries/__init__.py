"""SQL of what is kept about conversations: notices, and the commands that Discord was told."""
