"""Control: the browser page and what it may ask for, apart from Discord's API."""
