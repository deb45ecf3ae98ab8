"""A local Discord: REST API, gateway and web page on loopback; it knows the wire format, not the bot."""
