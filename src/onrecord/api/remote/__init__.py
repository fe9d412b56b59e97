"""A ledger behind a server (`onrecord serve`), used as if it were here.

`talking` asks and understands answers; `finding` what a query finds; `looking`,
`matters`, `saying` and `taking_in` are the parts of the ledger; `ledger` puts them together.
"""

from onrecord.api.remote.finding import RemoteFound
from onrecord.api.remote.ledger import RemoteLedger, connect

__all__ = ["RemoteFound", "RemoteLedger", "connect"]
