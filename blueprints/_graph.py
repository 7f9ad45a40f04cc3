"""Directed graphs, as small as ours are: what lies ahead of a node, and which nodes form circles."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

Graph = Mapping[str, Collection[str]]
"""The nodes that each node's arrows lead to; a node without arrows may be left out."""


def ahead_of(graph: Graph, starts: Iterable[str]) -> set[str]:
    """Every node that some way of one arrow or more leads to from one of `starts`."""
    found: set[str] = set()
    waiting = list(starts)
    while waiting:
        fresh = set(graph.get(waiting.pop(), ())) - found
        found |= fresh
        waiting += fresh
    return found


def circles(graph: Graph) -> list[list[str]]:
    """The nodes that lead to each other, or to themselves, one sorted list for each such circle, in order."""
    ahead = {node: ahead_of(graph, [node]) for node in graph}
    found = {tuple(sorted(other for other in ahead[node] if node in ahead.get(other, ()))) for node in graph}
    return sorted(list(circle) for circle in found if circle)
