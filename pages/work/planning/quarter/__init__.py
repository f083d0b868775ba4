"""Triwulan: rencana, kampanye, penutupan."""
