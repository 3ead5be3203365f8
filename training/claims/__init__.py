"""How the weights of a comparison are made: stories of several reports, with what they say in common."""
