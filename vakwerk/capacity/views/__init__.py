"""Pages of places: what everybody reads, what a school enters, what is counted, and the table of a LOP."""
