"""Who did what, when: lines are added, never changed, and chained by the sealer."""
