"""Every figure that is shown: read once from the database, then sliced in memory. One module per subject."""
