"""Pages of programming: what everybody may know, what a school asks, what the administration decides."""
