"""What is uploaded: one file of text, or a zip that holds one. A zip is checked first, and only read in memory."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from pathlib import PurePosixPath, PureWindowsPath

from autogenesis.core import InputError
from autogenesis.preview import MOST_BYTES

_MOST_ENTRIES = 200
_MOST_RATIO = 100
"""Text becomes a tenth at best of what it was; what becomes a hundredth was made to fill a memory."""
_TEXTS = (".md", ".markdown", ".txt")
_ZIP = b"PK\x03\x04"
_ENCRYPTED = 0x1


def uploaded(name: str, data: bytes) -> tuple[bytes, str]:
    """The bytes of the text in an upload, and what to call it; InputError where it may not be or holds no text."""
    plain = PureWindowsPath(name).name or "the file"
    if not data.startswith(_ZIP) and not plain.lower().endswith(".zip"):
        return data, plain
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entry = _the_text(_checked(archive, plain), plain)
            return _bytes_of(archive, entry, plain), f"{plain}: {entry.filename}"
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, UnicodeDecodeError) as error:
        raise _refused("it is damaged, or no zip file", plain, "Pack it again, or give the text itself") from error


def _checked(archive: zipfile.ZipFile, where: str) -> list[zipfile.ZipInfo]:
    """The files of a zip, each with a name below it and a size that somebody can have meant."""
    entries = archive.infolist()
    if len(entries) > _MOST_ENTRIES:
        raise _refused(f"it holds more than {_MOST_ENTRIES} files", where, "Pack the specification alone")
    for entry in entries:
        name = entry.orig_filename
        path, kind = PurePosixPath(name.replace("\\", "/")), stat.S_IFMT(entry.external_attr >> 16)
        if path.is_absolute() or PureWindowsPath(name).drive or ".." in path.parts or "\0" in name:
            raise _refused(f"its entry {name!r} leads out of it", where, "Pack the specification alone")
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise _refused(f"its entry {name!r} is a link or a device", where, "Pack the file that it leads to")
        if entry.flag_bits & _ENCRYPTED:
            raise _refused(f"its entry {name!r} is encrypted", where, "Pack it without a password")
        if entry.file_size > max(entry.compress_size, 1) * _MOST_RATIO:
            raise _refused(f"its entry {name!r} grows too much when it is unpacked", where, "Give the text itself")
    return [entry for entry in entries if not entry.is_dir()]


def _the_text(entries: list[zipfile.ZipInfo], where: str) -> zipfile.ZipInfo:
    """The one text among them; of several, the one at the top."""
    texts = [one for one in entries if one.filename.lower().endswith(_TEXTS) and "__MACOSX" not in one.filename]
    top = [one for one in texts if "/" not in one.filename]
    found = top if len(texts) > 1 else texts
    if len(found) == 1:
        return found[0]
    if not texts:
        raise _refused(
            "it holds no text (.md or .txt)", where, "Put the specification into it, or give the text itself"
        )
    names = ", ".join(one.filename for one in texts[:5])
    raise _refused(f"it holds several texts: {names}", where, "Leave one in it, or give that one itself")


def _bytes_of(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, where: str) -> bytes:
    """What the entry holds, however big it says it is."""
    with archive.open(entry) as packed:
        data = packed.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise _refused(f"its entry {entry.filename!r} is over 1 MB", where, "Shorten the text, or split it in systems")
    return data


def _refused(what: str, where: str, remedy: str) -> InputError:
    return InputError(what, where=where, remedy=remedy)
