"""Cogs: commands and presses; each acknowledges, translates, asks one service and shows."""
