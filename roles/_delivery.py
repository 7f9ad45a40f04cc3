"""Puts an accepted package in its place, and never over somebody's edits."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from autogenesis.assembly import MANIFEST, edited_files, write
from autogenesis.core import InputError, JsonObject
from roles._artefacts import ModuleSet
from roles._revision import entries_of, manifest_of

_MOST_NAMED = 5


class PackageDelivery:
    """Writes packages below a folder, each as ``<slug>/``."""

    def refuse_edited(self, modules: JsonObject, out: Path) -> None:
        """Raise InputError where what stands in the package's place is not as it was generated."""
        made = ModuleSet.model_validate(modules)
        at = out / made.slug
        if not at.exists():
            return
        if not (at / MANIFEST).is_file():
            raise InputError(
                "something that is no generated package stands there",
                where=str(at),
                remedy="Move it away, or name another folder with --out",
            )
        generated = manifest_of(at)[1]
        added = {module.path for module in made.modules if (at / module.path).exists()} - {MANIFEST, *generated}
        edited = sorted({*edited_files(at), *added})
        if edited:
            more = f" and {len(edited) - _MOST_NAMED} more" if len(edited) > _MOST_NAMED else ""
            raise InputError(
                f"files were edited since they were generated: {', '.join(edited[:_MOST_NAMED])}{more}",
                where=str(at),
                remedy="Keep them with `genesis revise`, or name another folder with --out",
            )

    def deliver(self, artefacts: Mapping[str, JsonObject], out: Path) -> Path:
        """Write the accepted files, and leave those that people added; the package's folder."""
        modules = ModuleSet.model_validate(artefacts["modules"])
        at = out / modules.slug
        self.refuse_edited(artefacts["modules"], out)
        files = {module.path: module.text.encode() for module in modules.modules}
        keep: set[str] = set()
        if at.exists():
            keep = set(entries_of(at)) - {*files, *manifest_of(at)[1], MANIFEST}
        write(files, at, keep=sorted(keep))
        return at
