"""Where the parts are put together. Imports everything; imported by nothing."""
