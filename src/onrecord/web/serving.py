"""`onrecord serve`: the app behind a server of its own."""

from __future__ import annotations

import gc
import sys

import uvicorn

from onrecord.record.errors import OnrecordError
from onrecord.web.app import create_app
from onrecord.web.settings import Settings

OLD_ENOUGH = (10_000, 10, 100)
"""When objects are looked through for rings of rubbish: the young often, all of them hardly ever."""


def run(settings: Settings) -> None:
    """Serves until it is stopped; raises `OnrecordError` where it cannot begin."""
    app = create_app(settings)
    site = app.state.site
    site.when_warm = _let_rest
    if site.team is not None and site.team.is_empty():
        site.close()
        raise OnrecordError(
            "nobody is in the team yet", "somebody to log in", "onrecord team add NAME --role admin"
        )
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=True,
        proxy_headers=False,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=5,
        h11_max_incomplete_event_size=64 * 1024,
    )
    server = _Server(config, settings)
    server.run()
    if not server.started:
        raise OnrecordError(
            f"{settings.host}:{settings.port} cannot be listened on", "a free port", "give another --port"
        )


def _let_rest() -> None:
    """What was loaded for good is never looked through again: all would stand still for it meanwhile."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*OLD_ENOUGH)


class _Server(uvicorn.Server):
    """Tells where it is to be found once it is there."""

    def __init__(self, config: uvicorn.Config, settings: Settings) -> None:
        super().__init__(config)
        self._settings = settings

    async def startup(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
        await super().startup(sockets)  # type: ignore[arg-type]
        if not self.started:
            return
        port = self.servers[0].sockets[0].getsockname()[1]
        scheme = "https" if self._settings.https else "http"
        sys.stderr.write(f"onrecord is at {scheme}://{self._settings.host}:{port}/ – stop it with Ctrl+C\n")
        sys.stderr.flush()
