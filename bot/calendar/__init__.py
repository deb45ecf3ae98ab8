"""LOCAL TIME: zones, timetable, days off, periods, times as people type them; pure."""
