"""THE ALARM CLOCK: APScheduler wakes; a service is asked what is due."""
