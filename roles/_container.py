"""What is wrong with a package's container, as its Dockerfile and its compose.yaml say, where no engine could."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from roles._artefacts import ModuleSet, Reason

_INSTRUCTIONS = frozenset(
    "ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL ONBUILD RUN SHELL STOPSIGNAL USER VOLUME "
    "WORKDIR".split()
)
_PINNED = re.compile(r"[^\s:@]+(?::\d+\.\d+\.\d+[\w.-]*|@sha256:[0-9a-f]{64})\Z")
_INSTALL = re.compile(r"\bpip3?\s+install\b[^&|;]*")
_ROOT = frozenset({"root", "0"})
_NOTHING_GAINED = frozenset({"no-new-privileges", "no-new-privileges:true", "no-new-privileges=true"})
_TEXT, _LIST, _TEXTS, _FLAG = (str,), (list,), (str, list), (bool,)
_SERVICE: dict[str, tuple[type, ...]] = {
    "build": (str, dict),
    "cap_drop": _LIST,
    "command": _TEXTS,
    "container_name": _TEXT,
    "cpus": (int, float, str),
    "depends_on": (list, dict),
    "entrypoint": _TEXTS,
    "environment": (list, dict),
    "env_file": _TEXTS,
    "expose": _LIST,
    "healthcheck": (dict,),
    "hostname": _TEXT,
    "image": _TEXT,
    "init": _FLAG,
    "labels": (list, dict),
    "logging": (dict,),
    "mem_limit": (str, int),
    "networks": (list, dict),
    "pids_limit": (int,),
    "ports": _LIST,
    "profiles": _LIST,
    "read_only": _FLAG,
    "restart": _TEXT,
    "secrets": _LIST,
    "security_opt": _LIST,
    "stop_grace_period": _TEXT,
    "tmpfs": _TEXTS,
    "user": _TEXT,
    "volumes": _LIST,
    "working_dir": _TEXT,
}
"""What a service may say, and as what: the part of the Compose Specification that gives no right away. Whatever else a
service asks for is named, and a person decides."""
_TOP = frozenset({"name", "networks", "secrets", "services", "version", "volumes"})


@dataclass(frozen=True)
class Instruction:
    """One instruction of a Dockerfile: its flags, and what follows them, as words where it is a JSON list."""

    name: str
    flags: dict[str, str]
    rest: str

    @property
    def words(self) -> list[str]:
        """What follows, in words."""
        try:
            found = json.loads(self.rest)
        except ValueError:
            return self.rest.split()
        return [str(each) for each in found] if isinstance(found, list) else self.rest.split()


def instructions(text: str) -> Iterator[Instruction]:
    """The instructions of a Dockerfile; comments are left out, and lines that go on are one."""
    lines = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    for line in re.sub(r"\\\n", " ", lines).splitlines():
        name, _, rest = line.strip().partition(" ")
        flags: dict[str, str] = {}
        rest = rest.strip()
        while match := re.match(r"--([a-z-]+)(?:=(\S*))?\s+", rest):
            flags[match[1]] = match[2] or ""
            rest = rest[match.end() :]
        if name:
            yield Instruction(name.upper(), flags, rest)


def container_faults(modules: ModuleSet) -> Iterator[Reason]:
    """What an engine would not build, or what would run with more rights, or from other sources, than it needs."""
    yield from (Reason(part="dockerfile", text=text) for text in _dockerfile(modules))
    yield from (Reason(part="compose", text=text) for text in _compose(modules.text("compose.yaml") or ""))


def _dockerfile(modules: ModuleSet) -> Iterator[str]:
    found = list(instructions(modules.text("Dockerfile") or ""))
    if not found or found[0].name not in ("FROM", "ARG"):
        yield "there is no Dockerfile that begins with FROM"
        return
    stages = set[str]()
    for one in found:
        if one.name not in _INSTRUCTIONS:
            yield f"there is no instruction {one.name}"
        elif one.name == "FROM":
            image, _, stage = one.rest.partition(" ")
            if image not in stages and not _PINNED.match(image):
                yield f"the base {image} is not pinned: name its exact version, or its digest"
            stages.add(stage.split()[-1] if stage else "")
        elif one.name in ("COPY", "ADD") and "from" not in one.flags:
            for source in one.words[:-1]:
                if not _there(modules, source):
                    yield f"it copies {source}, which the package does not have"
        elif one.name == "RUN":
            for command in _INSTALL.findall(one.rest):
                if "--require-hashes" not in command and "--no-deps" not in command:
                    yield f"it installs what nothing checks: {command.strip()}"
    yield from _last_stage(modules, found)


def last_stage(found: Sequence[Instruction]) -> dict[str, Instruction]:
    """The last instruction of each name in the stage that runs."""
    start = max((number for number, one in enumerate(found) if one.name == "FROM"), default=0)
    return {one.name: one for one in found[start:]}


def is_root(user: str) -> bool:
    """Whether a user, with or without a group, is the one who may do everything."""
    return user.partition(":")[0].strip() in _ROOT


def drops_all(service: Mapping[str, Any]) -> bool:
    """Whether a service gives up every capability."""
    return "ALL" in listed(service, "cap_drop")


def gains_nothing(service: Mapping[str, Any]) -> bool:
    """Whether nothing in a service can gain privileges that it did not begin with."""
    return any(str(each) in _NOTHING_GAINED for each in listed(service, "security_opt"))


def listed(service: Mapping[str, Any], key: str) -> list[Any]:
    """What a service lists; nothing where it is no list."""
    found = service.get(key)
    return found if isinstance(found, list) else []


def services_of(compose: str) -> dict[str, dict[str, Any]]:
    """What each service of a compose file says; nothing where it is none."""
    import yaml

    try:
        whole = yaml.safe_load(compose)
    except yaml.YAMLError:  # told by whoever judges the file
        return {}
    found = whole.get("services") if isinstance(whole, dict) else None
    return {str(name): one for name, one in found.items() if isinstance(one, dict)} if isinstance(found, dict) else {}


def _last_stage(modules: ModuleSet, found: list[Instruction]) -> Iterator[str]:
    """What runs: by whom, how it is asked for its health, and as what."""
    last = last_stage(found)
    user = last.get("USER")
    if user is None or is_root(user.rest):
        yield "it runs as root; name a USER"
    ports = set(last["EXPOSE"].words) if "EXPOSE" in last else set()
    command = last["CMD"].words if "CMD" in last else []
    if not last.get("CMD", Instruction("", {}, "")).rest.startswith("["):
        yield "its command is not a list of words, so that a shell would stand between it and the signal to stop"
    if modules.package not in command or "serve" not in command:
        yield f"its command does not serve {modules.package}"
    if "--port" in command and ports != {command[command.index("--port") + 1]}:
        yield "it serves on another port than the one that it exposes"
    asked = re.search(r"127\.0\.0\.1:(\d+)(/[\w-]+)", last["HEALTHCHECK"].rest) if "HEALTHCHECK" in last else None
    if asked is None:
        yield "nobody asks for its health: it needs a HEALTHCHECK"
    else:
        served = modules.text(f"src/{modules.package}/_kit/serving.py") or ""
        if f'"{asked[2]}"' not in served or asked[1] not in ports:
            yield f"its health is asked for at {asked[1]}{asked[2]}, where the package does not answer"


def _there(modules: ModuleSet, source: str) -> bool:
    path = source.removeprefix("./").rstrip("/")
    return path == "." or any(one.path == path or one.path.startswith(f"{path}/") for one in modules.modules)


def _compose(text: str) -> Iterator[str]:
    import yaml

    try:
        whole = yaml.safe_load(text)
    except yaml.YAMLError as error:
        yield f"it is no YAML: {' '.join(str(error).split())[:200]}"
        return
    if not isinstance(whole, dict) or not isinstance(whole.get("services"), dict) or not whole["services"]:
        yield "it has no services"
        return
    for name in whole.keys() - _TOP:
        yield f"there is no {name} in a compose file"
    for name, service in whole["services"].items():
        if not isinstance(service, dict):
            yield f"{name} is no service"
            continue
        yield from _service(str(name), service, set(whole.get("volumes") or ()))


def _service(name: str, service: dict[str, Any], volumes: set[str]) -> Iterator[str]:
    for key, value in service.items():
        if key not in _SERVICE:
            yield f"{name} asks for {key}, which is none of what a package needs"
        elif not isinstance(value, _SERVICE[key]) or (isinstance(value, bool) and bool not in _SERVICE[key]):
            yield f"{key} of {name} is not of the form that Compose takes"
    if service.get("read_only") is not True:
        yield f"{name} can write to its own files: set read_only"
    if not drops_all(service):
        yield f"{name} keeps capabilities: drop ALL"
    if not gains_nothing(service):
        yield f"{name} can gain privileges: set no-new-privileges"
    if is_root(str(service.get("user", ""))):
        yield f"{name} runs as root"
    image = service.get("image")
    if isinstance(image, str) and "build" not in service and not _PINNED.match(image):
        yield f"the image {image} is not pinned"
    for volume in listed(service, "volumes"):
        source = volume.partition(":")[0] if isinstance(volume, str) else ""
        if source and not source.startswith(("/", ".", "~")) and source not in volumes:
            yield f"there is no volume {source}"
