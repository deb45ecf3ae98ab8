"""Decks, imports and learned wordings as Discord messages."""
