"""What a person is told: what happened to his work, and what he is reminded of."""
