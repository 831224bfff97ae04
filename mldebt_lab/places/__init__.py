"""What a directory is: inside the project, shared, temporary, remote. Facts are read once and handed in."""

from mldebt_lab.places.surroundings import Location, Surroundings

__all__ = ["Location", "Surroundings"]
