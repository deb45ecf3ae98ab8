"""Terms: one thing by its name, or by its signs where these carry the meaning."""
