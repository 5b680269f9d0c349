"""How fast it is, beside peers that are measured in the same run. No test measures a time."""
