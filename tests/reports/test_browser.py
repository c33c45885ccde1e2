"""The report in a real browser, from disk, without a network."""

from __future__ import annotations

import pytest
from watched_pages import nothing_said, shown_pixels, values, watched


@pytest.fixture(scope="module")
def opened(chromium, scored):
    with watched(scored.page, (1280, 900)) as page:
        yield page


@pytest.fixture
def page(opened):
    """The page, which all tests of a process share; each answers for what it is blamed for."""
    yield opened
    nothing_said(opened)


def test_it_filters_and_sorts_by_mouse_and_keyboard(page):
    assert values(page, 2) == ["fine", "rough", "mean-face"]
    page.locator("#leaderboard select[data-column='7']").select_option("")
    everything = values(page, 3)
    assert len(everything) > 2
    page.locator("#leaderboard select[data-column='1']").select_option("rough")
    assert set(values(page, 2)) == {"rough"}
    assert page.locator("#leaderboard [role=status]").inner_text().endswith("rows")
    page.locator("#leaderboard select[data-column='1']").select_option("")
    header = page.locator("#leaderboard th").nth(2)
    header.locator("button").focus()
    page.keyboard.press("Enter")
    assert header.get_attribute("aria-sort") == "ascending"
    ascending = [float(value) for value in values(page, 3) if value]
    assert ascending == sorted(float(value) for value in everything if value)
    page.keyboard.press("Enter")
    assert header.get_attribute("aria-sort") == "descending"
    assert [float(value) for value in values(page, 3) if value] == ascending[::-1]
    page.locator("#leaderboard input[type=search]").fill("rough 60-90")
    assert 0 < len(values(page, 2)) <= 2
    assert set(values(page, 2)) <= {"rough"}
    page.locator("#leaderboard [data-show-all]").click()
    assert len(values(page, 2)) > len(everything)


def test_a_curve_can_be_hidden(page):
    chart = page.locator("[data-block=chart]").first
    chart.scroll_into_view_if_needed()
    lines = chart.locator("svg [aria-label=line] path")
    assert lines.count() == 3
    chart.locator("[data-legend] button").first.click()
    assert lines.count() == 2


def test_all_views_turn_together(page):
    views = page.locator("[data-block=viewers]").first
    views.scroll_into_view_if_needed()
    page.wait_for_selector("canvas[data-drawn]")
    canvases = views.locator("canvas")
    assert canvases.count() == 4
    before = shown_pixels(page)
    assert len(set(before)) == 4, "scan and three error maps look alike"
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
    assert fold.locator("canvas").count() == 4


def test_a_picture_opens_and_closes(page):
    page.locator("[data-picture]").first.click()
    assert page.locator("dialog[open] img").get_attribute("src").startswith("data:image/webp")
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0


def test_light_and_dark_differ(page):
    background = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(background)
    page.locator("[data-theme-toggle]").click()
    assert page.evaluate(background) != light
