"""What nbconvert runs: the state of a notebook goes with it where it is exported, or keeps it from being exported."""

from mldebt_lab.export.gate import ExportBlocked
from mldebt_lab.export.preprocessor import HygienePreprocessor

__all__ = ["ExportBlocked", "HygienePreprocessor"]
