"""Brings generated systems to where they are used: supervised here, distributed, in a container, as a wheel."""

from autogenesis.deploy._deployments import Asked, Deployments, Standing
from autogenesis.deploy._log import tail
from autogenesis.deploy._nouns import Deployment, Made, Release, State, Target
from autogenesis.deploy._place import Place
from autogenesis.deploy._wheel import Origin

__all__ = [
    "Asked",
    "Deployment",
    "Deployments",
    "Made",
    "Origin",
    "Place",
    "Release",
    "Standing",
    "State",
    "Target",
    "tail",
]
