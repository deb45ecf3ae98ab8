"""SECOND LOOK: "I was right", reports, decisions, re-grading, duplicate answers."""
