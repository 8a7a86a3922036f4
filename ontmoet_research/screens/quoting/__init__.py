"""Klopt dit? (notebook 08): words proposed as a quote, asked of who said them, and which may be printed for whom."""
