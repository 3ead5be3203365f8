"""What happened: places, times, figures, control and events, with their status and voices."""
