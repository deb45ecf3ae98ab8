"""DISCORD: client, cogs, views, buttons, forms, poster, failures."""
