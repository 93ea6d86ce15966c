"""Pages for everybody, forms of civil servants, the answer to a parliamentary question."""
