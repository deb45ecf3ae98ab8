"""Values: numbers with units, dates, times of day, yes and no."""
