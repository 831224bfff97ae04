"""What a notebook shows of its own hygiene, or of other notebooks': ``Hygiene()`` as the last line of a cell."""

from mldebt_lab.widget.hygiene import Hygiene

__all__ = ["Hygiene"]
