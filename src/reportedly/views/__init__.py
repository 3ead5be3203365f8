"""Views: a reading as people see it, in a terminal (`terminal`) and as one web page (`page`)."""
