"""Checklists for reproducible work: which items there are, and how a notebook answers them from evidence."""
