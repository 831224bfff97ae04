"""Execution order and hidden state."""
