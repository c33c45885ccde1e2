"""Pages in a browser that note what it complains about, and what tests read off them."""

from __future__ import annotations

import os
from contextlib import contextmanager

import pytest

from reports import browser
from reports.browser import open_page

ROWS = "#leaderboard tbody tr:not([hidden])"


def need_browser() -> None:
    """Skip where there is no browser, but fail where there has to be one, as in continuous runs."""
    try:
        import playwright  # noqa: F401
    except ImportError:
        lacks = "playwright is not installed"
    else:
        lacks = "" if browser.find_chromium() else "no Chromium or Chrome is installed"
    if lacks and os.environ.get("LIKENESS_NEEDS_BROWSER"):
        pytest.fail(f"LIKENESS_NEEDS_BROWSER is set, and {lacks}")
    if lacks:
        pytest.skip(lacks)


def complaints(page):
    """Return a list that grows by whatever the browser complains about."""
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", lambda request: said.append(request.url[-80:]))
    return said


@contextmanager
def watched(path, size, *, touch=False):
    """Open a page whose `problems` are what the browser has complained about."""
    with open_page(path, size, touch=touch) as page:
        page.problems = complaints(page)
        page.reload()
        page.wait_for_selector("html[data-ready]")
        yield page


def nothing_said(page):
    """Assert that there were no complaints since the last time, or the opening of the page."""
    said, page.problems[:] = list(page.problems), []
    assert said == []


def values(page, column):
    cells = page.locator(f"{ROWS} td:nth-child({column})")
    return [cell.get_attribute("data-value") for cell in cells.all()]


def shown_pixels(page):
    return page.evaluate(
        """() => [...document.querySelector("[data-block=viewers]").querySelectorAll("canvas")]
        .map((canvas) => canvas.toDataURL())"""
    )
