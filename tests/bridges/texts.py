"""Three invented reports that tell of one strike, and do not agree."""

BRIDGE = """Bridge at Sumy hit

Drones hit the road bridge at Sumy on Monday, the governor, Olena Marchuk, said. The strike \
killed 12 soldiers, she said.

Ukraine holds Bilopillia, the General Staff said. Kyiv demanded a ceasefire."""
STRIKE = """Drones strike Sumy bridge 🏴‍☠️

The road bridge at Sumy was hit by drones on Monday, Olena Marchuk told the Psel Post. The \
strike killed three soldiers.

Russian forces captured Bilopillia, the defence ministry in Moscow said."""
DENIAL = """No drones at Sumy

No drones hit the road bridge at Sumy on Monday, the defence ministry in Moscow said.

Russia offered talks on a ceasefire."""
TEXTS = [
    ("Psel Post", "2026-03-03", BRIDGE),
    ("Northern Herald", "2026-03-03", STRIKE),
    ("Gazeta Nova", "2026-03-04", DENIAL),
]
"""Outlet, day and text."""
