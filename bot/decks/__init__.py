"""WHAT IS ASKED: card, deck, file formats, faults. Pure."""
