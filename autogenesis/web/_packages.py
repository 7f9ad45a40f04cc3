"""Files of a package, by their names in it: nothing outside its folder is ever read or handed out."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path, PurePosixPath

from autogenesis.web._errors import MissingError

_LEFT_OUT = frozenset({"__pycache__", ".git", ".venv", ".pytest_cache", ".hypothesis", "build", "dist", "data"})
_MOST_FILES, _MOST_BYTES = 5000, 64_000_000
_MOST_SHOWN = 400_000
_EPOCH = (1980, 1, 1, 0, 0, 0)


def files_of(folder: Path) -> list[str]:
    """The names of the package's files, in order; links and what running it left are not among them."""
    root = folder.resolve()
    found: list[str] = []
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root)
        if _LEFT_OUT & set(name.parts) or any(part.endswith(".egg-info") for part in name.parts):
            continue
        if path.is_file() and not path.is_symlink() and path.resolve() == path:
            found.append(name.as_posix())
        if len(found) >= _MOST_FILES:
            break
    return found


def file_at(folder: Path, name: str) -> Path:
    """The file of that name; MissingError for anything that is not one of the package's own."""
    plain = PurePosixPath(name)
    if plain.is_absolute() or ".." in plain.parts or "\\" in name or "\0" in name or name not in files_of(folder):
        raise MissingError(f"the package has no file {name!r}", where=folder.name, remedy="Choose one of its list")
    return folder.resolve() / name


def text_at(folder: Path, name: str) -> str | None:
    """What the file says; None where it is no text, or too long to be shown."""
    path = file_at(folder, name)
    if path.stat().st_size > _MOST_SHOWN:
        return None
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def zip_of(folder: Path, slug: str) -> bytes:
    """The package as a zip file: names below its slug, always the same bytes for the same files."""
    out, size, root = io.BytesIO(), 0, folder.resolve()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in files_of(folder):
            data = (root / name).read_bytes()
            size += len(data)
            if size > _MOST_BYTES:
                raise MissingError("the package is too big to be sent", where=slug, remedy="Copy its folder instead")
            entry = zipfile.ZipInfo(f"{slug}/{name}", _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return out.getvalue()
