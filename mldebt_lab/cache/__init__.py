"""Reports of former runs, kept on disk: none is given out unless everything that it depends on is as it was.

``identity`` tells what programs a report depends on, ``witness`` what it depends on outside the notebook, ``reports``
puts the two together with the notebook's content and its settings, and ``store`` keeps files.
"""
