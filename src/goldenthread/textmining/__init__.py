"""From words to themes, with reasons: trains, predicts and reports its own accuracy."""
