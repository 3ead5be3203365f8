"""Access: who may do what at the desk.

`identity.py` says who asks, `guarding.py` lets in or refuses, `csrf.py` and `hosts.py` keep other sites
out, `sessions.py` and `passwords.py` are for people who log in, `tokens.py` for programs, `limiting.py`
slows down those who guess.
"""
