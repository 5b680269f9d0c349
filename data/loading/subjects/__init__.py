"""How each subject is handed in: one module a subject, with its tidy template and the wide recap that offices keep."""
