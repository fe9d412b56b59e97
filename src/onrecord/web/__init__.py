"""The web: pages and REST over one ledger.

Read top to bottom: `settings` what may be set, `app` puts all together, `guard`
what every request and answer must meet, `site` what a request is served with,
`pages` one module a page, `rest` the same for programs, `team` who may do what.
To add a page, write a module in `pages` and add a line to its table.
"""

from onrecord.web.app import create_app
from onrecord.web.serving import run
from onrecord.web.settings import Settings

__all__ = ["Settings", "create_app", "run"]
