"""The bill of materials of a package, as CycloneDX 1.6 JSON; the same package and libraries give the same bytes."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from typing import Any

from autogenesis.deploy._resolved import Library

_INDEX = "https://pypi.org/project"


def bill(
    *,
    name: str,
    version: str,
    summary: str,
    digest: str,
    direct: Sequence[str],
    libraries: Sequence[Library],
    maker: str,
) -> str:
    """What the wheel of a name, version and SHA-256 `digest` is made of, and which version of the house made it."""
    main = _purl(name, version)
    refs = {one.name: _purl(one.name, one.version) for one in libraries}
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{main}#{digest}')}",
        "version": 1,
        "metadata": {
            "tools": {"components": [{"type": "application", "name": "autogenesis", "version": maker}]},
            "component": {
                "type": "application",
                "bom-ref": main,
                "name": name,
                "version": version,
                "description": summary,
                "purl": main,
                "hashes": [{"alg": "SHA-256", "content": digest}],
            },
        },
        "components": [_component(one) for one in libraries],
        "dependencies": [
            {"ref": main, "dependsOn": [refs[each] for each in direct]},
            *({"ref": refs[one.name], "dependsOn": [refs[each] for each in one.needs]} for one in libraries),
        ],
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def _component(one: Library) -> dict[str, Any]:
    licence = {"expression": one.licence} if one.spdx else {"license": {"name": one.licence}}
    files = [{"alg": "SHA-256", "content": digest} for digest in one.hashes]
    source = {"type": "distribution", "url": f"{_INDEX}/{one.name}/{one.version}/#files", "hashes": files}
    return {
        "type": "library",
        "bom-ref": _purl(one.name, one.version),
        "name": one.name,
        "version": one.version,
        "licenses": [licence],
        "purl": _purl(one.name, one.version),
        "externalReferences": [source],
    }


def _purl(name: str, version: str) -> str:
    return f"pkg:pypi/{name}@{version}"
