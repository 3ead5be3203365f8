"""The reviewed word lists: outlets, metonyms, countries, bodies, roles, media, acts, given names.

Their source is `wordlists/*.yaml` at the root of the repository; `python -m tools.wordlists` checks it
and compiles it to the JSON files beside this one. Each module here answers questions about one list:

    from reportedly.wordlists import outlets
    outlets.find("WaPo")  # (Outlet(id="washington-post", …),)

A list is read when it is first asked, and kept. Nothing here decides what a word means in a report: a
form that may mean several things gives all of them, and the reader chooses only where one remains.
"""
