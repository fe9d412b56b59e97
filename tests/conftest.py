"""What all tests share."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

# busy machines are slow machines: a test fails for what it finds, not for how long it took
settings.register_profile("onrecord", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("onrecord")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one browser of all tests: Playwright begins once in a process."""
    path = shutil.which("chromium")
    if path is None:
        pytest.fail("there is no chromium, which pages are tested with; run `make test`, which installs it")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()
