"""Which hidden counts an outsider could still work out from sums, seen as flows in a network.

A table with its totals is a circulation: every count flows along an edge, and at every node as much arrives as leaves.
A hidden count can have another value only if some flow can be sent round a loop of hidden edges through its own,
lowering no count below 0 (Gusfield, 1988). A count with no such loop is known exactly.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

Key = tuple[str, ...]
MOST_CHOICES = 200
MOST_TRIES = 1500  # sets of further counts looked at in one step: keeps a table of ten by ten under a second


@dataclass(frozen=True)
class Edge:
    """One count of a table, flowing from node `tail` to node `head`."""

    key: Key
    tail: str
    head: str
    value: int


def exposed(edges: Sequence[Edge], hidden: frozenset[Key], watched: Iterable[Key]) -> frozenset[Key]:
    """Return those of the `watched` hidden counts that can be worked out exactly from the counts in sight."""
    by_key = {edge.key: edge for edge in edges}
    ways: dict[str, list[tuple[str, Key]]] = defaultdict(list)
    for key in hidden:
        edge = by_key[key]
        ways[edge.tail].append((edge.head, key))  # this count could be one higher
        if edge.value:
            ways[edge.head].append((edge.tail, key))  # or one lower
    return frozenset(key for key in watched if key in hidden and not _can_move(by_key[key], ways))


def cells_to_hide(edges: Sequence[Edge], small: frozenset[Key]) -> frozenset[Key]:
    """Return `small` and the further counts to hide so that none of the small ones can be worked out.

    Greedy: each time the count, or pair or three where no smaller set frees any, that frees most small ones, the
    smallest among equals, zeros last; then any that turned out not to be needed is shown again, the largest first.
    Terminates at the latest with everything hidden.
    """
    hidden = small
    while bare := exposed(edges, hidden, small):
        choices = _beside(edges, hidden, bare) or [edge for edge in edges if edge.key not in hidden]
        if not choices:
            break
        hidden |= {edge.key for edge in _best(choices, edges, hidden, bare)}
    for edge in sorted(edges, key=lambda edge: -edge.value):
        if edge.key in hidden - small and not exposed(edges, hidden - {edge.key}, small):
            hidden -= {edge.key}
    return hidden


def _best(
    choices: list[Edge], edges: Sequence[Edge], hidden: frozenset[Key], bare: frozenset[Key]
) -> tuple[Edge, ...]:
    """Return the smallest set of further counts, three at most, that frees one of `bare`; else the best single one.

    Hiding more never exposes anything, so that only what is bare now need be looked at.
    """
    choices = sorted(choices, key=lambda edge: (not edge.value, edge.value))[:MOST_CHOICES]

    def cost(extra: tuple[Edge, ...]) -> tuple[int, int, int]:
        left = exposed(edges, hidden | {edge.key for edge in extra}, bare)
        return len(left), sum(not edge.value for edge in extra), sum(edge.value for edge in extra)

    for size in (1, 2, 3):
        if comb(len(choices), size) > MOST_TRIES:
            break
        tried = {extra: cost(extra) for extra in combinations(choices, size)}
        best = min(tried, key=lambda extra: tried[extra])
        if tried[best][0] < len(bare):
            return best
    return min(((edge,) for edge in choices), key=cost)


def _beside(edges: Sequence[Edge], hidden: frozenset[Key], bare: frozenset[Key]) -> list[Edge]:
    """Return counts in sight that share a sum with the hidden group of an exposed one."""
    nodes = {node for edge in edges if edge.key in bare for node in (edge.tail, edge.head)}
    grown = True
    while grown:
        reached = {
            node
            for edge in edges
            if edge.key in hidden and (edge.tail in nodes or edge.head in nodes)
            for node in (edge.tail, edge.head)
        }
        grown = not reached <= nodes
        nodes |= reached
    return [edge for edge in edges if edge.key not in hidden and (edge.tail in nodes or edge.head in nodes)]


def _can_move(edge: Edge, ways: dict[str, list[tuple[str, Key]]]) -> bool:
    """Tell whether the count can be one higher, or one lower, with the others making up for it."""
    higher = _reaches(edge.head, edge.tail, edge.key, ways)
    return higher or (edge.value > 0 and _reaches(edge.tail, edge.head, edge.key, ways))


def _reaches(start: str, goal: str, without: Key, ways: dict[str, list[tuple[str, Key]]]) -> bool:
    seen, queue = {start}, deque([start])
    while queue and goal not in seen:
        beyond = {node for node, key in ways[queue.popleft()] if key != without} - seen
        seen |= beyond
        queue.extend(beyond)
    return goal in seen
