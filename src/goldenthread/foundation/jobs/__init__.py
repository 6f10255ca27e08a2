"""Work that outlives a page: kept with the rows it is about, taken under a lease, done once."""
