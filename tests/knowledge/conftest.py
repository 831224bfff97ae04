"""The generators are scripts that import each other by name: their folder goes on the path for these tests."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts" / "knowledge"))
