"""The database: its schema, its contents, and the command line that fills it."""
