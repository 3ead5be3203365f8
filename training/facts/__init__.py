"""Training of the facts tower: places, figures, control and events, on top of the attribution encoder."""
