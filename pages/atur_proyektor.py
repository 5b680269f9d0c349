"""Setting up the hall: placeholder while the stage is drawn."""
