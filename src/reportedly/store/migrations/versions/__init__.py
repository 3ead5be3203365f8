"""One module for each version of the schema, named after it. What was released is never changed."""
