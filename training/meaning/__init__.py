"""Training of the vectors of meaning (src/reportedly/models/meaning): `python -m training.meaning`."""
