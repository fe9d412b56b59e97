"""What all tests share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

# busy machines are slow machines: a test fails for what it finds, not for how long it took
shared = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
# the same examples at every run, so that a change fails for what it changed; `make fuzz` draws others
settings.register_profile("same", shared, derandomize=True)
settings.register_profile("drawn", shared, print_blob=True)
settings.load_profile(os.environ.get("ONRECORD_EXAMPLES", "same"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one browser of all tests: Playwright begins once in a process."""
    path = shutil.which("chromium")
    if path is None:
        pytest.fail("there is no chromium, which pages are tested with; run `make test`, which installs it")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--disable-gpu"])
        yield started
        started.close()
