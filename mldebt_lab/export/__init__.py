"""What nbconvert runs: the state of a notebook goes with it where it is exported, or keeps it from being exported."""

from mldebt_lab.export.gate import ExportBlocked
from mldebt_lab.export.preprocessor import HygienePreprocessor
from mldebt_lab.export.serving import ServerPreprocessor

__all__ = ["ExportBlocked", "HygienePreprocessor", "ServerPreprocessor"]
