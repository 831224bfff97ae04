"""Outputs where others read them."""
