"""Slash commands and presses."""
