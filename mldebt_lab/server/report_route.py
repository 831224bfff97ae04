"""The export of a notebook's report, as the export menu asks for it."""

from __future__ import annotations

import re
from typing import Any

from jupyter_server.base.handlers import path_regex
from jupyter_server.nbconvert.handlers import NbconvertFileHandler
from jupyter_server.utils import url_path_join

FORMAT = "mldebt-report"
"""The exporter's name, which has a hyphen: Jupyter Server's own route knows none in a format."""


def report_route(base_url: str) -> tuple[str, type[Any]]:
    """The route as tornado wants it; the handler is Jupyter Server's, which asks who may do that."""
    return f"{re.escape(url_path_join(base_url, 'nbconvert'))}/(?P<format>{FORMAT}){path_regex}", NbconvertFileHandler
