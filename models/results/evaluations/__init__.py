"""The quarter judged: figures, aims, what they mean, what follows from it (S4.3, S-H9, S-H10, A-H11, A-H12)."""
