"""DISCORD: client, router with guards, replies, outbox, alarm, pacing, retries."""
