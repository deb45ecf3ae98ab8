"""FIRST RUN: greeting, /setup, /help, /about."""
