"""HOW IT IS JUDGED: rubric, grade, verdict; below them statements, terms, values and words. Pure."""
