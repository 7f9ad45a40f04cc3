"""Specification and Blueprint become a package on disk, byte for byte the same for the same input."""

from autogenesis.assembly._derived import foretold, stories
from autogenesis.assembly._documents import Shelf, printable, shelf, site_files
from autogenesis.assembly._exports import EXPORTS, Export, Offered, exported, model_component
from autogenesis.assembly._imports import Import, imports_of
from autogenesis.assembly._kept import KEPT, Lineage
from autogenesis.assembly._oracle import Machine, Observed, OracleError, Reply, contains, run_scenario
from autogenesis.assembly._package import MANIFEST, PackageTree, assemble, edited_files, write
from autogenesis.assembly._report import report_lines
from autogenesis.assembly._skills import performer
from autogenesis.assembly._written import interface_of, open_operations, trial_script

__all__ = [
    "EXPORTS",
    "KEPT",
    "MANIFEST",
    "Export",
    "Import",
    "Lineage",
    "Machine",
    "Observed",
    "Offered",
    "OracleError",
    "PackageTree",
    "Reply",
    "Shelf",
    "assemble",
    "contains",
    "edited_files",
    "exported",
    "foretold",
    "imports_of",
    "interface_of",
    "model_component",
    "open_operations",
    "performer",
    "printable",
    "report_lines",
    "run_scenario",
    "shelf",
    "site_files",
    "stories",
    "trial_script",
    "write",
]
