"""Gold: what a careful reader would put on the record of a report, and how near a reading comes to it.

`records` writes and reads gold, `checking` says what is wrong with it, `scoring` holds readings against it.
Nothing here imports `reading`: the judge knows nothing of how what it judges was made.
"""
