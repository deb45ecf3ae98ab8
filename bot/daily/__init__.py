"""THE DAILY QUIZ: schedules, rounds (one asking of a schedule), results, my result, streaks."""
