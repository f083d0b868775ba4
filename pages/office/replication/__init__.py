"""Replikasi: paket, pengambilalihan, silsilah."""
