"""Files of NewsML-G2 of any length, item by item; one item is in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from onrecord.read.newsml import children, local, read_item
from onrecord.read.received import Origin, Received, Refused
from onrecord.read.xml import first_line, refuse_declared
from onrecord.record.errors import ContainerDamaged, NoArticle, ReadError, TooLarge

LARGEST_ITEM = 8_000_000
"""In bytes of XML."""
MEDIA_TYPE = "application/vnd.iptc.g2.newsitem+xml"
MOST_REFERENCES = 100_000


class _Metered:
    """A stream that stops where too much comes between two items."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.since_item = 0

    def read(self, size: int = -1) -> bytes:
        """Reads on; raises `TooLarge`."""
        data = self.stream.read(min(size, 65_536) if size > 0 else 65_536)
        self.since_item += len(data)
        if self.since_item > LARGEST_ITEM:
            raise TooLarge(f"an item has more than {LARGEST_ITEM:,} bytes", "news items of one report each")
        return data


def read_stream(stream: BinaryIO, source: str, member: str | None = None) -> Iterator[Received | Refused]:
    """The news items of a file.

    An item of a message is written out again as XML of its own: those are the
    bytes received. Items without a text are refused, each for itself; so is a
    package that names items which are not in the file.
    """
    from lxml import etree

    metered = _Metered(stream)
    whole = Origin(source, member)
    state = _Seen(whole)
    try:
        events: Any = etree.iterparse(
            metered, ("end",), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        for _, element in events:
            if local(element) not in ("newsItem", "packageItem"):
                continue
            refuse_declared(element)
            found = state.take(element)
            metered.since_item = 0
            _forget(element)
            if found is not None:
                yield found
    except ReadError as error:
        yield Refused(whole, error)
    except (etree.LxmlError, OSError, EOFError, ValueError) as error:
        where = f"after {state.count} items" if state.count else "at its beginning"
        damage = ContainerDamaged(
            f"this NewsML breaks off {where} ({first_line(error)})", "well-formed NewsML-G2"
        )
        yield Refused(whole, damage)
    else:
        yield from state.rest()


class _Seen:
    """What a file has shown so far."""

    def __init__(self, whole: Origin) -> None:
        self.whole = whole
        self.count = 0
        self.guids: set[str] = set()
        self.named: dict[str, str] = {}  # item named by a package -> the package

    def take(self, element: Any) -> Received | Refused | None:
        """The item of an element; None for a package, whose items are remembered."""
        self.count += 1
        guid = element.get("guid")
        if local(element) == "packageItem":
            for reference in children(element, "itemRef", deep=True):
                if reference.get("residref") and len(self.named) < MOST_REFERENCES:
                    self.named.setdefault(reference.get("residref"), guid or f"package {self.count}")
            return None
        if guid and len(self.guids) < MOST_REFERENCES:
            self.guids.add(guid)
        return self._item(element, guid)

    def _item(self, element: Any, guid: str | None) -> Received | Refused:
        from lxml import etree

        origin = self.whole.part(guid or f"item {self.count}")
        try:
            item = read_item(element)
        except ReadError as error:
            return Refused(origin, error)
        data = etree.tostring(element, encoding="utf-8", with_tail=False)
        return Received(origin, data, MEDIA_TYPE, "utf-8", item_id=item.guid)

    def rest(self) -> Iterator[Refused]:
        """What is refused at the end: packages of absent items, a file without any item."""
        absent: dict[str, list[str]] = {}
        for guid, package in self.named.items():
            if guid not in self.guids:
                absent.setdefault(package, []).append(guid)
        for package, guids in absent.items():
            shown = ", ".join(guids[:3]) + (", …" if len(guids) > 3 else "")
            got = f"this package names items that are not in the file ({len(guids)}: {shown})"
            yield Refused(self.whole.part(package), NoArticle(got, "the items themselves"))
        if not self.count:
            nothing = NoArticle(
                "there is no news item in it", "NewsML-G2: newsItem, or newsMessage with some"
            )
            yield Refused(self.whole, nothing)


def _forget(element: Any) -> None:
    """Frees an element and all that stands before it and before what holds it."""
    element.clear()
    for holder in (element, *element.iterancestors()):
        parent = holder.getparent()
        while parent is not None and parent[0] is not holder:
            del parent[0]
