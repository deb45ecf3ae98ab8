"""Statements: key points, items and steps in people's own words."""
