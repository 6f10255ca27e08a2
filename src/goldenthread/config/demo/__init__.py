"""The demonstration: one made-up council beside real open data, loaded once and then served."""
