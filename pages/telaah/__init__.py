"""The parts of the screen of evaluation and plan, one file each: ``draw()`` draws what the address asks for."""
