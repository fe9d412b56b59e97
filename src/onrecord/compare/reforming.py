"""Re-forming: accounts gathered anew only where likenesses changed.

Groups that touch what changed are gathered again together with all groups that
they could merge with; where the outcome differs from before, the groups next to
it are taken in too, until nothing differs at the edge. Groups that never meet
could be gathered apart with the same outcome, which is why this gives what
gathering everything anew gives.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from typing import Protocol, TypeVar

from onrecord.compare.gathering import gather

Node = TypeVar("Node", bound=Hashable)

Edges = Mapping[tuple[Node, Node], float]


class Graph(Protocol[Node]):
    """What re-forming asks of the statements of a ledger."""

    def edges(self, nodes: Collection[Node]) -> Edges[Node]:
        """How alike some statements are to others: all pairs with one of them."""

    def together(self, nodes: Collection[Node]) -> set[Node]:
        """Some statements, and all that stood in groups with them before."""

    def before(self, group: frozenset[Node]) -> bool:
        """Whether some statements were a group of their own before."""

    def in_order(self, nodes: Iterable[Node]) -> list[Node]:
        """Statements in the one order in which they are gathered."""


def reform(graph: Graph[Node], touched: Collection[Node], enough: float) -> list[frozenset[Node]]:
    """The groups, single statements among them, of the part of a graph that must be looked at again."""
    part = graph.together(touched)
    while True:
        edges = graph.edges(part)
        groups = gathered(graph, part, edges, enough)
        changed = {
            node
            for group in groups
            if not group.isdisjoint(touched) or not graph.before(group)
            for node in group
        }
        beyond = {
            end
            for pair, value in edges.items()
            if value >= enough and not changed.isdisjoint(pair)
            for end in pair
            if end not in part
        }
        if not beyond:
            return groups
        part |= graph.together(beyond)


def gathered(
    graph: Graph[Node], part: Collection[Node], edges: Edges[Node], enough: float
) -> list[frozenset[Node]]:
    """The groups of some statements by the likenesses between them."""
    nodes = graph.in_order(part)
    at = {node: n for n, node in enumerate(nodes)}
    inside = {
        (min(at[a], at[b]), max(at[a], at[b])): value
        for (a, b), value in edges.items()
        if a in at and b in at
    }
    return [frozenset(nodes[n] for n in group) for group in gather(len(nodes), inside, enough)]
