"""Specification and Blueprint become a package on disk, byte for byte the same for the same input."""

from autogenesis.assembly._oracle import Machine, Observed, OracleError, Reply, run_scenario
from autogenesis.assembly._package import MANIFEST, PackageTree, assemble, edited_files, write
from autogenesis.assembly._report import report_lines

__all__ = [
    "MANIFEST",
    "Machine",
    "Observed",
    "OracleError",
    "PackageTree",
    "Reply",
    "assemble",
    "edited_files",
    "report_lines",
    "run_scenario",
    "write",
]
