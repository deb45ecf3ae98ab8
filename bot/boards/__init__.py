"""WHO IS AHEAD: tallies, ranks, digests, export, pictures."""
