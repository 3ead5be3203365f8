"""Reading: from a Report to a Reading, with no network and no database. Start at `read.py`."""
