"""Exports: a store, or what was selected of it, in the forms that others use, with the proof still attached.

START HERE: `matter.Matter` is what is handed over, `formats.FORMATS` lists the forms, `files` takes what they
write. `checking` holds the citations of an export against a store.
"""
