"""Which agent owns which entities and carries which elements: one writer for each entity, no agent idle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from blueprints import Entity, NamedAgent, Operation, Reaction, Specification, Timer
from roles._words import snake, stems
from roles._writes import Acting, Deeds, Signatures, acting_elements, deeds


@dataclass
class Post:
    """An agent in the making."""

    name: str
    origin: str
    words: frozenset[str]
    entities: list[str] = field(default_factory=list)
    carries: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        return f"agent.{snake(self.name)}"


@dataclass(frozen=True)
class Allotment:
    """The posts, and what every acting element does."""

    posts: tuple[Post, ...]
    deeds: Mapping[str, Deeds]

    def carrier(self, element: str) -> Post | None:
        """Whoever carries the element."""
        return next((post for post in self.posts if element in post.carries), None)

    def owner(self, entity: str) -> Post | None:
        """Whoever writes the entity's rows."""
        return next((post for post in self.posts if entity in post.entities), None)


def allot(specification: Specification, signatures: Signatures) -> Allotment:
    """Give each entity one writer and each element one carrier: agents that the text names, else one an aggregate."""
    done = {element.id: deeds(specification, element, signatures) for element in acting_elements(specification)}
    entities = {entity.id: entity for entity in specification.entities}
    posts = [Post(agent.name, "named", _words_of_agent(agent)) for agent in specification.agents]
    for group in _written_together(specification, done):
        members = [entities[id] for id in group if id in entities]
        _best_post(members, posts, specification).entities.extend(member.id for member in members)
    allotment = Allotment(tuple(posts), done)
    for element in acting_elements(specification):
        post = _carrier(element, allotment, specification)
        if post is not None:
            post.carries.append(element.id)
    _employ_the_idle(allotment, specification)
    _dissolve_the_inert(posts, specification)
    return Allotment(tuple(posts), done)


def _words_of_agent(agent: NamedAgent) -> frozenset[str]:
    return stems(agent.name, *agent.about)


def _words_of_entity(entity: Entity) -> frozenset[str]:
    return stems(entity.name, entity.plural, *entity.synonyms)


def _written_together(specification: Specification, done: Mapping[str, Deeds]) -> list[tuple[str, ...]]:
    """Groups of entities that one element writes at once, hence in one transaction by one agent."""
    group = {entity.id: entity.id for entity in specification.entities}
    for deed in done.values():
        first, *others = deed.writes or ("",)
        for other in others:
            old, new = group.get(other, other), group.get(first, first)
            group = {entity: new if root == old else root for entity, root in group.items()}
    return [tuple(entity for entity, root in group.items() if root == name) for name in dict.fromkeys(group.values())]


def _best_post(members: Sequence[Entity], posts: list[Post], specification: Specification) -> Post:
    """The named agent whose words fit best; else the one that a reference leads to; else an agent of its own."""
    named = [post for post in posts if post.origin == "named"]
    scored = [(sum(_fit(post, member) for member in members), post) for post in named]
    best = max(scored, key=lambda pair: pair[0], default=(0, None))
    if best[1] is not None and best[0] > 0:
        return best[1]
    held = {entity: post for post in posts for entity in post.entities}
    if named:
        for member in members:
            for other in _neighbours(member, specification):
                if other in held:
                    return held[other]
    own = Post((members[0].plural or members[0].name).replace("_", " "), "aggregate", _words_of_entity(members[0]))
    posts.append(own)
    return own


def _fit(post: Post, entity: Entity) -> int:
    labels = stems(entity.summary, *(held.label for held in entity.fields))
    return 4 * len(post.words & _words_of_entity(entity)) + len(post.words & labels)


def _neighbours(entity: Entity, specification: Specification) -> list[str]:
    """Entities that this one refers to, then those that refer to it."""
    to = [held.type.entity for held in entity.fields if held.type.entity]
    back = [other.id for other in specification.entities if any(held.type.entity == entity.id for held in other.fields)]
    return [*to, *back]


def _carrier(element: Acting, allotment: Allotment, specification: Specification) -> Post | None:
    """The owner of what it writes; else the agent whose words fit best; else the owner of what it is about."""
    written = allotment.deeds[element.id].writes
    if written:
        return allotment.owner(written[0])
    about = _subject(element, specification)
    owner = allotment.owner(about) if about else None
    if isinstance(element, Operation) and owner is not None:
        return owner
    words = _words_of_element(element, allotment.deeds[element.id])
    scored = [(len(post.words & words), post) for post in allotment.posts]
    best = max(scored, key=lambda pair: pair[0], default=(0, None))
    if best[1] is not None and best[0] > (len(owner.words & words) if owner else 0):
        return best[1]
    return owner or next((post for post in allotment.posts if post.entities), None)


def _subject(element: Acting, specification: Specification) -> str | None:
    match element:
        case Operation() | Timer():
            return element.entity
        case Reaction(trigger=trigger):
            operations = {operation.id: operation.entity for operation in specification.operations}
            return trigger.entity or operations.get(trigger.operation or "")
    return None


def _words_of_element(element: Acting, deed: Deeds) -> frozenset[str]:
    return stems(element.summary, element.id.rpartition(".")[2], *(notice.type for notice in deed.notices))


def _dissolve_the_inert(posts: list[Post], specification: Specification) -> None:
    """Where an agent would carry nothing, its entities go to the agent that a reference leads to."""
    entities = {entity.id: entity for entity in specification.entities}
    for post in [post for post in posts if not post.carries]:
        posts.remove(post)
        for entity in post.entities:
            near = _neighbours(entities[entity], specification)
            heirs = [other for other in posts if set(near) & set(other.entities)] or posts
            if heirs:
                heirs[0].entities.append(entity)


def _employ_the_idle(allotment: Allotment, specification: Specification) -> None:
    """An agent that the text names and that owns nothing takes over what only notifies or reads and fits its words."""
    for post in allotment.posts:
        if post.entities or post.carries:
            continue
        best: tuple[int, str] | None = None
        for element in acting_elements(specification):
            if allotment.deeds[element.id].writes:
                continue
            fit = len(post.words & _words_of_element(element, allotment.deeds[element.id]))
            other = allotment.carrier(element.id)
            spare = other is not None and (other.entities or len(other.carries) > 1)
            if fit and spare and (best is None or fit > best[0]):
                best = (fit, element.id)
        if best is not None:
            other = allotment.carrier(best[1])
            assert other is not None
            other.carries.remove(best[1])
            post.carries.append(best[1])
