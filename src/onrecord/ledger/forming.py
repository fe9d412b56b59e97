"""Forming accounts of statements that were compared, anew where their likenesses changed.

How alike statements are stands in the tables; texts are not read again. Where
few changed, only what they can reach is gathered (`compare.reforming`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection, delete, func, or_, select

from onrecord.compare.accounts import TOLL, Kind, groups_of
from onrecord.compare.gathering import ENOUGH
from onrecord.compare.reforming import reform
from onrecord.ledger import tables as t
from onrecord.ledger.keeping import drop_accounts
from onrecord.ledger.members import Gathered, drop_stray, put_accounts, put_promises_of
from onrecord.ledger.rows import few

LARGE = 0.2
"""Share of all statements from which all are gathered anew, rather than those that changed."""

Key = int
Group = frozenset[Key]
Place = tuple[bool, str, str, int]


def form(connection: Connection) -> int:
    """Forms accounts and promises where something changed; gives how many statements were touched."""
    touched = set(connection.execute(select(t.unformed.c.statement)).scalars())
    drop_stray(connection)
    if not touched:
        return 0
    number = int(connection.execute(select(func.count()).select_from(t.compared)).scalar_one())
    known = Known(connection)
    if len(touched) > LARGE * number:
        _form_all(connection, known)
    else:
        _form_some(connection, known, touched)
    known.look_up(touched)
    put_promises_of(connection, [known.names[key] for key in touched])
    connection.execute(delete(t.unformed))
    return len(touched)


@dataclass(slots=True)
class Known:
    """What is known of statements by their keys: order, names, and in which accounts they stood."""

    connection: Connection
    places: dict[Key, Place] = field(default_factory=dict)
    names: dict[Key, str] = field(default_factory=dict)
    counts: set[Key] = field(default_factory=set)
    stood: dict[Kind, dict[Key, str]] = field(default_factory=lambda: {kind: {} for kind in Kind})
    members: dict[str, Group] = field(default_factory=dict)

    def look_up(self, keys: Iterable[Key]) -> None:
        """Learns of statements, and of the accounts in which they stood."""
        new = sorted(set(keys) - self.places.keys())
        k, m, a = t.compared.c, t.account_statements.c, t.accounts.c
        for some in few(new):
            self._learn(k.key.in_(some))
            stood = (
                select(k.key, m.account, a.kind)
                .join(t.account_statements, m.statement == k.statement)
                .join(t.accounts, a.id == m.account)
                .where(k.key.in_(some))
            )
            for key, account, kind in self.connection.execute(stood):
                self.stood[Kind(kind)][key] = account

    def look_up_all(self) -> None:
        """Learns of all statements, but not of where they stood."""
        self._learn(t.compared.c.key.is_not(None))

    def _learn(self, which: object) -> None:
        k, p = t.compared.c, t.placed.c
        rows = (
            select(k.key, k.statement, k.report, k.counts, p.day)
            .outerjoin(t.placed, p.report == k.report)
            .where(which)  # type: ignore[arg-type]
        )
        for key, statement, report, counts, day in self.connection.execute(rows):
            self.places[key] = day is None, day or "", report, int(statement.rpartition(":s")[2])
            self.names[key] = statement
            if counts:
                self.counts.add(key)

    def in_order(self, keys: Iterable[Key]) -> list[Key]:
        """Statements in the order in which accounts have them: the earliest report first."""
        return sorted(keys, key=self.places.__getitem__)

    def group(self, account: str) -> Group:
        """The statements that stood in an account."""
        if account not in self.members:
            k, m = t.compared.c, t.account_statements.c
            rows = select(k.key).join(t.account_statements, m.statement == k.statement)
            found = self.connection.execute(rows.where(m.account == account)).scalars()
            self.members[account] = frozenset(found)
            self.look_up(self.members[account])
        return self.members[account]


@dataclass(slots=True)
class _Tolls:
    """Statements that count one event."""

    known: Known

    def edges(self, nodes: Collection[Key]) -> dict[tuple[Key, Key], float]:
        """All pairs with one of some statements."""
        return {(a, b): 1.0 for a, b, _ in _likenesses(self.known, nodes, toll=True)}

    def together(self, nodes: Collection[Key]) -> set[Key]:
        """They and all that stood with them."""
        self.known.look_up(nodes)
        stood = self.known.stood[Kind.TOLL]
        return {*nodes, *(one for account in _accounts(stood, nodes) for one in self.known.group(account))}

    def before(self, group: Group) -> bool:
        """Whether they were a group of their own."""
        return _stood(self.known, Kind.TOLL, group)

    def in_order(self, nodes: Iterable[Key]) -> list[Key]:
        """In one order."""
        return self.known.in_order(nodes)


@dataclass(slots=True)
class _Matters:
    """Statements that say the same, but those that do little more than give a toll told elsewhere.

    `now` are the groups of tolls that were gathered anew, by statement.
    """

    known: Known
    now: dict[Key, Group]

    def taken(self, key: Key) -> bool:
        """Whether a statement stands with its toll alone."""
        return key in self.known.counts and bool(self.toll(key))

    def toll(self, key: Key) -> Group:
        """The statements with whose toll it stands."""
        if key in self.now:
            return self.now[key]
        account = self.known.stood[Kind.TOLL].get(key)
        return self.known.group(account) if account else frozenset()

    def edges(self, nodes: Collection[Key]) -> dict[tuple[Key, Key], float]:
        """All pairs with one of some statements."""
        found = _likenesses(self.known, nodes, toll=False)
        self.known.look_up(end for a, b, _ in found for end in (a, b))
        return {(a, b): value for a, b, value in found if not self.taken(a) and not self.taken(b)}

    def together(self, nodes: Collection[Key]) -> set[Key]:
        """They and all that stood with them; a group within one toll has no account of its own."""
        self.known.look_up(nodes)
        stood, tolls = self.known.stood[Kind.MATTER], self.known.stood[Kind.TOLL]
        found = {*nodes, *(one for account in _accounts(stood, nodes) for one in self.known.group(account))}
        for account in _accounts(tolls, [one for one in nodes if one not in stood]):
            found |= {one for one in self.known.group(account) if one not in stood}
        return found

    def before(self, group: Group) -> bool:
        """Whether they were a group of their own, as far as that is known."""
        stood, tolls = self.known.stood[Kind.MATTER], self.known.stood[Kind.TOLL]
        if any(one in stood for one in group):
            return _stood(self.known, Kind.MATTER, group)
        return len(group) == 1 or len({tolls.get(one) for one in group} - {None}) == 1

    def in_order(self, nodes: Iterable[Key]) -> list[Key]:
        """In one order."""
        return self.known.in_order(nodes)


def _form_some(connection: Connection, known: Known, touched: set[Key]) -> None:
    tolls = _Tolls(known)
    counted = reform(tolls, touched, TOLL)
    now = {key: group if len(group) > 1 else frozenset() for group in counted for key in group}
    matters = _Matters(known, now)
    moved = {
        key
        for group in counted
        if not tolls.before(group)
        for one in group
        for key in {one, *_stood_with(known, Kind.TOLL, one)}
    }
    spoken = reform(matters, touched | moved, ENOUGH)
    told = [group for group in spoken if not group <= matters.toll(next(iter(group)))]
    _replace(known, Kind.TOLL, counted, counted, touched)
    _replace(known, Kind.MATTER, told, spoken, touched)


def _replace(
    known: Known, kind: Kind, groups: Iterable[Group], part: Iterable[Group], touched: set[Key]
) -> None:
    """Writes the accounts of groups in place of all in which something of the part stood."""
    real = [group for group in groups if len(group) > 1]
    same = {group for group in real if group.isdisjoint(touched) and _stood(known, kind, group)}
    stood = known.stood[kind]
    kept = {stood[key] for group in same for key in group}
    old = {stood[key] for group in part for key in group if key in stood} - kept
    drop_accounts(known.connection, old)
    made = [known.in_order(group) for group in real if group not in same]
    made.sort(key=lambda keys: known.places[keys[0]])
    put_accounts(known.connection, [Gathered(kind, tuple(known.names[key] for key in keys)) for keys in made])


def _form_all(connection: Connection, known: Known) -> None:
    """Gathers all statements anew."""
    known.look_up_all()
    keys = known.in_order(known.places)
    at = {key: n for n, key in enumerate(keys)}
    x = t.likenesses.c
    tolls: set[tuple[int, int]] = set()
    contents: dict[tuple[int, int], float] = {}
    for a, b, content, toll in connection.execute(select(x.a, x.b, x.content, x.toll)):
        pair = (at[a], at[b]) if at[a] < at[b] else (at[b], at[a])
        contents[pair] = content
        if toll:
            tolls.add(pair)
    groups = groups_of(len(keys), tolls, contents, lambda n: keys[n] in known.counts)
    connection.execute(delete(t.accounts))
    put_accounts(
        connection, [Gathered(g.kind, tuple(known.names[keys[n]] for n in g.members)) for g in groups]
    )


def _likenesses(known: Known, nodes: Collection[Key], *, toll: bool) -> list[tuple[Key, Key, float]]:
    x = t.likenesses.c
    found: dict[tuple[Key, Key], float] = {}
    for some in few(sorted(nodes)):
        rows = select(x.a, x.b, x.content).where(or_(x.a.in_(some), x.b.in_(some)))
        for a, b, content in known.connection.execute(rows.where(x.toll) if toll else rows):
            found[a, b] = content
    return [(a, b, value) for (a, b), value in found.items()]


def _accounts(stood: dict[Key, str], nodes: Iterable[Key]) -> set[str]:
    return {stood[one] for one in nodes if one in stood}


def _stood_with(known: Known, kind: Kind, key: Key) -> Group:
    account = known.stood[kind].get(key)
    return known.group(account) if account else frozenset()


def _stood(known: Known, kind: Kind, group: Group) -> bool:
    """Whether some statements were all of one account, or one of them of none."""
    accounts = {known.stood[kind].get(one) for one in group}
    if len(accounts) > 1:
        return False
    (account,) = accounts
    return len(group) == 1 if account is None else known.group(account) == group
