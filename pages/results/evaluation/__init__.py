"""Evaluasi: satu triwulan dinilai, dibahas, dan ditutup."""
