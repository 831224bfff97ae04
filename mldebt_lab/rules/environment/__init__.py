"""What the notebook needs to be installed."""
