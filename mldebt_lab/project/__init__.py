"""What a project's files say: which files there are, which distributions it declares, which modules are its own.

Files and folders only; what a notebook's code means is none of this package's business.
"""

from mldebt_lab.project.project import Project, Projects

__all__ = ["Project", "Projects"]
