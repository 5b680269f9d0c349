"""What the program must survive, in a long form: ``python -m tests.torture kill --count 200 --seed 1``."""
