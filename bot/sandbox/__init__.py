"""A SMALL DISCORD: REST, gateway and web page on loopback; knows the wire, not the bot."""
