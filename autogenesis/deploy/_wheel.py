"""The target `wheel`: the wheel, its bill of materials, and where it comes from, in a folder that can be handed on."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autogenesis.core import Settings
from autogenesis.deploy._bill import bill
from autogenesis.deploy._place import writing
from autogenesis.deploy._release import built, model_written
from autogenesis.deploy._resolved import resolved
from autogenesis.sandbox import REQUIREMENTS, Environments
from roles import ModuleSet

_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, kw_only=True)
class Origin:
    """What a package was made of: the text, what was answered and decided, the models that might be asked and their
    prompts. `run` is what belongs to the run alone: its id, times, results and costs."""

    text: str
    answers: Mapping[str, str]
    changes: tuple[Any, ...]
    models: Mapping[str, str]
    prompts: Any
    version: str
    files: Mapping[str, str]
    run: Mapping[str, Any]


def make_wheel(package: Path, out: Path, settings: Settings, origin: Origin | None, maker: str) -> tuple[Path, ...]:
    """Put the wheel and what is to be known of it into `out`; the files. All but the run's own figures are the same
    each time. Without an origin the bundle says that nothing is known of it."""
    base = Environments(settings.home).ensure(REQUIREMENTS)
    with writing(out):
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir(parents=True)
    modules, wheel = built(package, out, settings, base)
    name, version = wheel.name.split("-")[0].replace("_", "-"), wheel.name.split("-")[1]
    direct, libraries = resolved(wheel, base)
    digest = _sha(wheel.read_bytes())
    summary = _summary(modules)
    stem = f"{wheel.name.split('-')[0]}-{version}"
    materials = bill(
        name=name, version=version, summary=summary, digest=digest, direct=direct, libraries=libraries, maker=maker
    )
    files = {f"{stem}.cdx.json": materials.encode()}
    made = {wheel.name: digest, f"{stem}.cdx.json": _sha(materials.encode())}
    files[f"{stem}.provenance.zip"] = _bundle(modules, origin, made)
    sums = {wheel.name: digest, **{each: _sha(content) for each, content in files.items()}}
    files["SHA256SUMS"] = "".join(f"{value}  {each}\n" for each, value in sorted(sums.items())).encode()
    if origin is not None:
        files[f"{stem}.run.json"] = _json(origin.run)
    with writing(out):
        for each, content in files.items():
            (out / each).write_bytes(content)
    return (wheel, *(out / each for each in files))


def _bundle(modules: ModuleSet, origin: Origin | None, made: Mapping[str, str]) -> bytes:
    """Where the package comes from, as a zip of texts."""
    now = {one.path: _sha(one.text.encode()) for one in modules.modules}
    generated = origin.files if origin is not None else {}
    facts = {
        "system": modules.slug,
        "made": dict(made),
        "files": now,
        "edited_since": sorted(path for path in now.keys() & generated.keys() if now[path] != generated[path]),
        "added_since": sorted(now.keys() - generated.keys()) if origin is not None else [],
        "removed_since": sorted(generated.keys() - now.keys()),
        "written_by_models": list(model_written(modules)),
        "generator": origin.version if origin is not None else "not known",
        "models": dict(origin.models) if origin is not None else {},
        "known": origin is not None,
    }
    texts = {"provenance.json": _json(facts)}
    if origin is not None:
        texts["specification.md"] = origin.text.encode()
        texts["answers.json"] = _json(dict(origin.answers))
        texts["changes.json"] = _json(list(origin.changes))
        texts["prompts.json"] = _json(origin.prompts)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(texts.items()):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _summary(modules: ModuleSet) -> str:
    import tomllib

    return str(tomllib.loads(modules.text("pyproject.toml") or "").get("project", {}).get("description", ""))


def _sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _json(value: Any) -> bytes:
    return (json.dumps(value, indent=1, ensure_ascii=False, sort_keys=True) + "\n").encode()
