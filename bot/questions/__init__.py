"""ONE QUESTION: form, policy, answer, record, verdict, hints."""
