"""Words: what a language and a deck say of words, and how texts are cut into them."""
