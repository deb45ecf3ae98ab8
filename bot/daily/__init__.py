"""THE DAILY QUIZ: schedules, rounds, results, my result, streaks."""
