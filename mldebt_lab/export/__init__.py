"""What nbconvert runs: the state of a notebook goes with it where it is exported, keeps it from being exported, or is
exported itself."""

from mldebt_lab.export.gate import ExportBlocked
from mldebt_lab.export.preprocessor import HygienePreprocessor
from mldebt_lab.export.report_exporter import ReportExporter
from mldebt_lab.export.serving import ServerPreprocessor

__all__ = ["ExportBlocked", "HygienePreprocessor", "ReportExporter", "ServerPreprocessor"]
