"""The report on a phone, and what all tests in a browser rest on."""

from __future__ import annotations

import pytest
from watched_pages import (
    complaints,
    need_browser,
    nothing_said,
    shown_pixels,
    values,
    watched,
)

from reports import browser

PHONE = (390, 844)


@pytest.fixture(scope="module")
def opened(chromium, scored):
    with watched(scored.page, PHONE, touch=True) as page:
        yield page


@pytest.fixture
def phone(opened):
    """The page, which all tests of a process share."""
    yield opened
    nothing_said(opened)


def test_what_the_browser_complains_about_is_heard(opened, tmp_path):
    path = tmp_path / "page.html"
    path.write_text("<script>nonsense()</script><img src='none.png'>")
    page = opened.context.new_page()
    page.problems = complaints(page)
    with page.expect_event("pageerror"), page.expect_event("requestfailed"):
        page.goto(path.as_uri())
    page.close()
    assert any("nonsense is not defined" in said for said in page.problems)
    assert any("none.png" in said for said in page.problems)
    with pytest.raises(AssertionError):
        nothing_said(page)
    nothing_said(page)


def test_a_phone_never_scrolls_sideways(phone):
    sizes = phone.evaluate("[innerWidth, visualViewport.width, visualViewport.scale]")
    assert sizes == [390, 390, 1]
    closed = phone.locator("details:not([open]) > summary")
    assert closed.count() > 1
    while closed.count():
        closed.first.tap()
    phone.evaluate("scrollTo(200, document.body.scrollHeight)")
    assert phone.evaluate("scrollX") == 0
    assert phone.evaluate("scrollY") > 2000
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
    # A table that is wider scrolls by itself.
    table = phone.locator("#leaderboard .scroll")
    value = phone.locator("#leaderboard tbody tr td:nth-child(3)").first.bounding_box()
    assert value["x"] + value["width"] <= 390, "who is better by how much is to be seen at once"
    assert table.evaluate("e => e.scrollWidth > e.clientWidth && e.clientWidth <= 390")


def test_a_phone_sorts_and_filters_by_finger(phone):
    phone.locator("#leaderboard select[data-column='7']").select_option("")
    everything = [float(value) for value in values(phone, 3) if value]
    header = phone.locator("#leaderboard th").nth(2)
    header.locator("button").tap()
    assert header.get_attribute("aria-sort") == "ascending"
    assert [float(value) for value in values(phone, 3) if value] == sorted(everything)
    phone.locator("#leaderboard [data-show-all]").tap()
    assert len(values(phone, 2)) > len(everything)
    phone.locator("[data-picture]").first.tap()
    assert phone.locator("dialog[open] img").count() == 1
    phone.locator("dialog[open] button").tap()
    assert phone.locator("dialog[open]").count() == 0


def swipe(page, canvas, across, down):
    """Move a finger over a canvas, as the system reports it."""
    box = canvas.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    session = page.context.new_cdp_session(page)
    for step in range(11):
        point = {"x": x + across * step / 10, "y": y + down * step / 10}
        kind = "touchMove" if step else "touchStart"
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [point]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_a_finger_turns_all_views_sideways_and_scrolls_the_page_up_and_down(phone):
    views = phone.locator("[data-block=viewers]").first
    canvas = views.locator("canvas").nth(1)
    canvas.scroll_into_view_if_needed()
    phone.wait_for_selector("canvas[data-drawn]")
    before, scrolled = shown_pixels(phone), phone.evaluate("scrollY")
    swipe(phone, canvas, 60, 0)
    phone.wait_for_selector("canvas[data-yaw]:not([data-yaw='0.0000'])")
    turned = {c.get_attribute("data-yaw") for c in views.locator("canvas").all()}
    assert len(turned) == 1
    assert float(turned.pop()) > 0.3
    assert phone.evaluate("scrollY") == scrolled
    assert all(a != b for a, b in zip(before, shown_pixels(phone), strict=True))
    yaw = canvas.get_attribute("data-yaw")
    swipe(phone, canvas, 0, -150)
    phone.wait_for_function(f"scrollY > {scrolled} + 50")
    assert canvas.get_attribute("data-yaw") == yaw
    views.locator("[data-turn=Home]").tap()
    phone.wait_for_selector("canvas[data-yaw='0.0000']")


@pytest.mark.parametrize("needed", ["", "1"])
def test_where_a_browser_is_needed_its_absence_is_no_skip(monkeypatch, needed):
    monkeypatch.setattr(browser, "find_chromium", lambda: None)
    monkeypatch.setenv("LIKENESS_NEEDS_BROWSER", needed)
    outcome = pytest.fail.Exception if needed else pytest.skip.Exception
    with pytest.raises(outcome, match="no Chromium or Chrome is installed"):
        need_browser()


@pytest.mark.parametrize("name", ["chromium", "google-chrome", "google-chrome-stable"])
def test_any_name_of_the_browser_will_do(monkeypatch, tmp_path, name):
    (tmp_path / name).write_text("#!/bin/sh\n")
    (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert browser.find_chromium() == str(tmp_path / name)
