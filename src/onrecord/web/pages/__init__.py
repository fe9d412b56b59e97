"""The pages, one module each.

To add one, write a module with a `router` and a template, and add a line to
`PAGES` (it stands in the navigation, in this order) or to `UNLISTED`. Both
need a reader; what writes names an `Editor`. `OPEN` is for those who are not
logged in.
"""

from onrecord.web.pages import (
    account,
    accounts,
    adding,
    comparing,
    correcting,
    exporting,
    exporting_compared,
    exporting_lists,
    interface,
    joining,
    login,
    map,
    members,
    merging,
    positions,
    promises,
    report,
    reports,
    search,
    sourcing,
    speaker,
    speakers,
    statement,
    timeline,
)
from onrecord.web.pages.page import Page

PAGES = (
    Page("Reports", "/reports", reports.router),
    Page("Search", "/search", search.router),
    Page("Map", "/map", map.router),
    Page("Timeline", "/timeline", timeline.router),
    Page("Speakers", "/speakers", speakers.router),
    Page("Accounts", "/accounts", accounts.router),
    Page("Promises", "/promises", promises.router),
    Page("Sourcing", "/sourcing", sourcing.router),
)
UNLISTED = (
    account.router,
    adding.router,
    comparing.router,
    correcting.router,
    exporting.router,
    exporting_compared.router,
    exporting_lists.router,
    interface.router,
    joining.router,
    members.router,
    merging.router,
    positions.router,
    report.router,
    speaker.router,
    statement.router,
)
OPEN = (login.router,)
