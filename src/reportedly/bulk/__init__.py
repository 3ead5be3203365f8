"""Bulk: archives of reports, read on many cores and machines, into tables. START HERE.

    inputs ──bundles──▶ Bundle ──parts──▶ Part ──reading──▶ tables/part-*.parquet + a note that it is done
                                                                   │
                                          repeats ◀── all parts ───┘ ──▶ run.json, run.html

A Bundle is one archive, or some hundred small files. It is cut into Parts, the same ones each time, and a
part is what is read in one go, written whole or not at all, and done once. `reading` reads a part with
`pipeline.read_found` and lays it out with `exports.tables`: nothing is decided here. `cluster` is the only
module that imports Ray, `places` the only one that imports fsspec. `run.run` puts all of it together.
"""
