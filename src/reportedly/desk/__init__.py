"""The desk: the web pages where people read, trace and correct, and the REST API beside them.

Start with `app.py` (what the desk is made of), then `pages/` (one module for each page) and `access/`
(who may do what). Pages read a View of the store and write judgements; they know no SQL and no network.
How to add a page: docs/desk.md.
"""
