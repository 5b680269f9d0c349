"""How fast it is, as ratios to a bare page measured in the same run. Never part of a test."""
