"""Messages: wording with versions, an outbox that never loses one, receipts, preferences, quiet hours, and what comes back."""
