"""Deckhand: flashcards as a game a team plays every day."""
