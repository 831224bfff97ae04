"""How each format says a statement: one format a file, and which of them an exporter wants."""

from mldebt_lab.export.forms.choice import Form, form_for

__all__ = ["Form", "form_for"]
