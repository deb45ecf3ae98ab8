"""A SERVER'S DECKS: import, versions, undo, browse, export."""
