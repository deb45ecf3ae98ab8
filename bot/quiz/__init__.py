"""RULES OF PLAY: forms of a question, draw, points, timetable. Pure."""
