"""A plan of several steps: how it stands in a link, how it is made, and what is said of what it brings."""
