"""What people take away: one report, three writers. Puts queries and ui together, for pages and for a command."""
