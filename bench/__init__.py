"""How fast it is: each promised figure, measured.  `python -m bench` prints them."""
