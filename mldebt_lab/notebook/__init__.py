"""A notebook as written and as last run: the file format, and nothing about Python or rules."""

from mldebt_lab.notebook.model import Cell, ErrorOutput, Notebook, Unreadable
from mldebt_lab.notebook.reading import read_bytes, read_document, read_file

__all__ = ["Cell", "ErrorOutput", "Notebook", "Unreadable", "read_bytes", "read_document", "read_file"]
