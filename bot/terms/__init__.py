"""THE TRADE'S WORDS: ids, instants, refusals. Pure."""
