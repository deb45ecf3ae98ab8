"""WHAT ONE CAN ASK FOR: daily, schedules, standings, decks; below them record."""
