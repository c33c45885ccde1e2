"""The report in a real browser, from disk, without a network."""

from __future__ import annotations

import pytest

from reports.browser import find_chromium, open_page

pytest.importorskip("playwright", reason="needs playwright")
pytestmark = pytest.mark.skipif(find_chromium() is None, reason="no Chromium is installed")

ROWS = "#leaderboard tbody tr:not([hidden])"


@pytest.fixture(scope="module")
def page(scored):
    problems = []
    with open_page(scored.page) as page:
        page.on("console", lambda message: problems.append(message.text))
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("requestfailed", lambda request: problems.append(request.url[:80]))
        page.reload()
        page.wait_for_selector("html[data-ready]")
        page.problems = problems
        yield page


def values(page, column):
    cells = page.locator(f"{ROWS} td:nth-child({column})")
    return [cell.get_attribute("data-value") for cell in cells.all()]


def test_it_filters_and_sorts_by_mouse_and_keyboard(page):
    assert values(page, 2) == ["fine", "rough"]
    page.locator("#leaderboard select[data-column='3']").select_option("")
    everything = values(page, 7)
    assert len(everything) > 2
    page.locator("#leaderboard select[data-column='1']").select_option("rough")
    assert set(values(page, 2)) == {"rough"}
    assert page.locator("#leaderboard [role=status]").inner_text().endswith("rows")
    page.locator("#leaderboard select[data-column='1']").select_option("")
    header = page.locator("#leaderboard th").nth(6)
    header.locator("button").focus()
    page.keyboard.press("Enter")
    assert header.get_attribute("aria-sort") == "ascending"
    ascending = [float(value) for value in values(page, 7) if value]
    assert ascending == sorted(float(value) for value in everything if value)
    page.keyboard.press("Enter")
    assert header.get_attribute("aria-sort") == "descending"
    assert [float(value) for value in values(page, 7) if value] == ascending[::-1]
    page.locator("#leaderboard input[type=search]").fill("rough 60-90")
    assert 0 < len(values(page, 2)) <= 2
    assert set(values(page, 2)) <= {"rough"}
    page.locator("#leaderboard [data-show-all]").click()
    assert len(values(page, 2)) > len(everything)


def test_a_curve_can_be_hidden(page):
    chart = page.locator("[data-block=chart]").first
    chart.scroll_into_view_if_needed()
    lines = chart.locator("svg [aria-label=line] path")
    assert lines.count() == 2
    chart.locator("[data-legend] button").first.click()
    assert lines.count() == 1


def shown_pixels(page):
    return page.evaluate(
        """() => [...document.querySelector("[data-block=viewers]").querySelectorAll("canvas")]
        .map((canvas) => canvas.toDataURL())"""
    )


def test_all_views_turn_together(page):
    views = page.locator("[data-block=viewers]").first
    views.scroll_into_view_if_needed()
    page.wait_for_selector("canvas[data-drawn]")
    canvases = views.locator("canvas")
    assert canvases.count() == 3
    before = shown_pixels(page)
    assert len(set(before)) == 3, "scan and two error maps look alike"
    box = canvases.nth(1).bounding_box()
    page.mouse.move(box["x"] + 60, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 110, box["y"] + 70, steps=4)
    page.mouse.up()
    page.wait_for_timeout(300)
    turned = [canvas.get_attribute("data-yaw") for canvas in canvases.all()]
    assert len(set(turned)) == 1
    assert float(turned[0]) > 0.3
    after = shown_pixels(page)
    assert all(a != b for a, b in zip(before, after, strict=True))
    canvases.nth(2).focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowLeft")
    page.wait_for_selector("canvas[data-yaw='-0.1309']")
    assert {canvas.get_attribute("data-yaw") for canvas in canvases.all()} == {"-0.1309"}
    views.locator("[data-mode]").nth(1).click()
    page.wait_for_selector("canvas[data-drawn=shape]")
    assert shown_pixels(page) != after


def test_the_other_sample_opens_and_is_drawn(page):
    fold = page.locator("details.card:has([data-block=viewers])").nth(1)
    fold.locator("summary").first.focus()
    page.keyboard.press("Enter")
    fold.locator("canvas").first.scroll_into_view_if_needed()
    fold.locator("canvas[data-drawn]").first.wait_for()
    assert fold.locator("canvas").count() == 3


def test_a_picture_opens_and_closes(page):
    page.locator("[data-picture]").first.click()
    assert page.locator("dialog[open] img").get_attribute("src").startswith("data:image/webp")
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0


def test_light_and_dark_differ_and_nothing_is_wider_than_a_phone(page):
    background = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(background)
    page.locator("[data-theme-toggle]").click()
    assert page.evaluate(background) != light
    page.set_viewport_size({"width": 360, "height": 740})
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_browser_had_nothing_to_complain_about(page):
    assert page.problems == []
