"""Short surveys, the satisfaction index and quizzes before and after (S4.2, A4.2)."""
