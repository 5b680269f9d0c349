"""What the dashboard is compared with."""
