"""Steps that build these tables; never edited after landing."""
