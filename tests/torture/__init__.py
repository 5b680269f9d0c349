"""What the program must survive, in a long form: ``python -m tests.torture files --count 5000 --seed 1``."""
