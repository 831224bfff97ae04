"""What a directory is: inside the project, shared, temporary, remote. Facts are read once and handed in."""

from mldebt_lab.places.measure import Measurements
from mldebt_lab.places.root import project_root_of, surroundings_of
from mldebt_lab.places.surroundings import Location, Measured, Surroundings

__all__ = ["Location", "Measured", "Measurements", "Surroundings", "project_root_of", "surroundings_of"]
