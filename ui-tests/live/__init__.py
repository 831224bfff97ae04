"""JupyterLab as people have it: a real server, a real browser, and what one does with them."""
