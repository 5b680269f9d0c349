"""Attacks: hostile words in the data, addresses drawn by lot, secrets that must not get out, and the SQL ledger."""
