"""What each site teaches in which school year and year of study; the public explorer.

Everybody reads. It never ranks schools."""
