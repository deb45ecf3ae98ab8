"""THE COMMAND: try, run, cards, grade, db."""
