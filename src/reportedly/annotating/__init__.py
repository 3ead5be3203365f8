"""Annotating: records out to the annotation tools that people have, and what they made of them back in.

`handing` makes a Sheet of a report (what is handed out), `label_studio` and `webanno` put sheets into
their forms and read them back, `comparing` says what was changed, `returning` has the store judge it.
"""
