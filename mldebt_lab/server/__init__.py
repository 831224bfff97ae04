"""The Jupyter server extension.

What runs in the server's own process is the extension, its settings, the routes and the queues; it imports no
analysis. The analysis is in :mod:`mldebt_lab.server.worker`, which runs in processes of its own, so that the server's
event loop never waits for it, nor for its hold on the interpreter lock.
"""
