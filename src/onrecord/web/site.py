"""What requests are served with: the ledger, the team, the reports under way, and who asks."""

from __future__ import annotations

import getpass
import hashlib
import hmac
import secrets
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from fastapi import Request

from onrecord.api import OpenLedger, open_ledger
from onrecord.interpret.extents import extents
from onrecord.ledger.counting import Counting
from onrecord.ledger.facets import MOST
from onrecord.ledger.gathering import Gathering
from onrecord.ledger.listing import state
from onrecord.ledger.query import Query
from onrecord.ledger.speaking import VoiceQuery
from onrecord.ledger.spreading import Spreading
from onrecord.ledger.voicing import Voicing
from onrecord.record.errors import OnrecordError
from onrecord.record.found import Facet
from onrecord.web.jobs import Jobs
from onrecord.web.kept import Kept
from onrecord.web.settings import Settings
from onrecord.web.team import Member, Role, Team
from onrecord.web.team.throttle import Throttle
from onrecord.web.templating import prepare


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks. `key` is what the browser holds of the session, `token` what its forms must hold."""

    name: str
    role: Role
    token: str = ""
    key: str = ""
    by_program: bool = False

    @property
    def may_write(self) -> bool:
        """Whether adding and correcting are allowed."""
        return self.role >= Role.EDITOR


class Site:
    """One ledger, opened for browsers."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.ledger: OpenLedger = open_ledger(settings.ledger)
        self.team = Team.beside(settings.ledger, settings.team_file) if settings.team else None
        self.throttle = Throttle()
        self.jobs = Jobs(self.ledger, settings)
        self.kept = Kept()
        self.counting = Counting(self.ledger)
        self.voicing = Voicing(self.counting)
        self.gathering = Gathering(self.counting)
        self.spreading = Spreading(self.counting)
        self.when_warm: Callable[[], None] = _nothing
        self._warming: threading.Thread | None = None
        self._secret = secrets.token_bytes(32)
        self._alone = _own_name()

    def warm(self) -> None:
        """Begins to load what counts and pages need, so that the first visitor need not wait for it."""
        self._warming = threading.Thread(target=self._load, name="onrecord-warm", daemon=True)
        self._warming.start()

    def _load(self) -> None:
        with suppress(OnrecordError):  # the first visitor is told
            self.counting.counts(Query())
            self.voicing.page(VoiceQuery())
        prepare()
        extents()
        self.when_warm()

    def close(self) -> None:
        """Ends what is under way and gives everything back."""
        self.jobs.close()
        if self._warming:
            self._warming.join(timeout=60)
        self.ledger.close()
        if self.team:
            self.team.close()

    def visitor(self, request: Request) -> Visitor | None:
        """Who asks, None where it is not known and must be."""
        if self.team is None:
            return Visitor(self._alone, Role.ADMIN, self.token_of("alone"))
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            member = self.team.of_token(token.strip()) or self.team.of_session(token.strip())
            return _program(member) if member else None
        key = request.cookies.get(self.cookie, "")
        member = self.team.of_session(key) if key else None
        return Visitor(member.name, member.role, self.token_of(key), key) if member else None

    def counts(self, wanted: Query, most: int = MOST) -> tuple[int, tuple[Facet, ...]]:
        """How many statements meet a query, and the counts by field; kept while the ledger is as it is."""
        with self.ledger.reading() as connection:
            now = state(connection)
        return self.kept.get(("facets", wanted, most), now, lambda: self.counting.counts(wanted, most))

    def token_of(self, key: str) -> str:
        """What forms of a session must hold, so that no other site can send them."""
        return hmac.new(self._secret, key.encode("utf-8", "replace"), hashlib.sha256).hexdigest()

    @property
    def cookie(self) -> str:
        """The name of the cookie; with https one that only this host can have set."""
        return "__Host-onrecord" if self.settings.https else "onrecord"


def _program(member: Member) -> Visitor:
    return Visitor(member.name, member.role, by_program=True)


def _nothing() -> None:
    """What is done when all is loaded, where nobody says otherwise."""


def _own_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "somebody at this machine"


def site_of(request: Request) -> Site:
    """What a request is served with."""
    site: Site = request.app.state.site
    return site
