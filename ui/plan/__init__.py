"""What the screen of evaluation and plan is made of, one module for each of its parts."""
