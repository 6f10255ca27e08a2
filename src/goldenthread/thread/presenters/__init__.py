"""The thread in words: what its pages say, made from facts alone."""
