"""What people and programs are shown: one format, one file."""
