"""Many editions of one reading, by as many processes and machines as there are."""
