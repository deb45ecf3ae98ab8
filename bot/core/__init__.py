"""THE GROUND: ids, instants, errors; pure."""
