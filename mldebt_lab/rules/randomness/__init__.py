"""Randomness and seeds."""
