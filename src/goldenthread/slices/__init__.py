"""One folder for each thing people come here to do. Slices do not know each other."""
