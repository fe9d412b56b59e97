"""A Ray cluster of several nodes on this machine, which hears nothing but the machine itself."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

LOOPBACK = "127.0.0.2"
"""This machine alone; Ray would put 127.0.0.1 by the address that others know it by."""


def _node() -> dict[str, Any]:
    """Settings of a node; its agents' ports are given, so that a busy machine need not be waited for."""
    agents = ("metrics_agent", "metrics_export", "dashboard_agent_listen", "runtime_env_agent")
    ports = {f"{name}_port": _free_port() for name in agents}
    return {"num_cpus": 1, "node_ip_address": LOOPBACK, "object_store_memory": 80_000_000, **ports}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


@contextmanager
def cluster(nodes: int) -> Iterator[Any]:
    """The cluster; `list_all_nodes()` has its nodes, the first of them the head."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("RAY_USAGE_STATS_ENABLED", "0")
        patched.setenv("RAY_raylet_start_wait_time_s", "180")  # busy machines are slow machines
        patched.setenv("RAY_agent_register_timeout_ms", "180000")
        from ray.cluster_utils import Cluster

        made = Cluster(initialize_head=True, head_node_args={**_node(), "include_dashboard": False})
        try:
            for _ in range(nodes - 1):
                made.add_node(**_node())
            yield made
        finally:
            made.shutdown()
