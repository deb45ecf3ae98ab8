"""HOW IT IS JUDGED: normalise, rubric, alignment, verdict, score. Pure."""
