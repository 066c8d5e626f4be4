"""A real browser for tests: Debian's Chromium, over a hub that is really served, seen by axe.

Any request to another host fails the test that made it.
"""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

AXE = Path(__file__).parents[1] / "assets" / "axe" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NARROW = 320
"""Pixels: a page enlarged to 400 per cent on a screen of 1280 (WCAG 2.2, 1.4.10)."""

A4 = 680
"""Pixels across a sheet between its margins."""

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PATIENCE_MS = 10_000
_SETTLED = """() => !document.body.classList.contains("govuk-frontend-supported")
    || [...document.querySelectorAll("[data-module^=govuk-]")]
       .every((e) => e.hasAttribute(`data-${e.dataset.module}-init`))"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Give a browser, with a profile of its own, that ends with the block."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=ARGUMENTS
        )
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def serving(app: Any) -> Iterator[str]:
    """Serve an app on a free port of loopback, in this process; gives the base of its addresses."""
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            host="127.0.0.1",
            port=0,
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=1,
        )
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + PATIENCE_MS / 1000
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(PATIENCE_MS / 1000)


@dataclass
class Visitor:
    """Somebody at a browser.

    Attributes:
        strayed: Addresses on other hosts that a page asked for.
        faults: What the browser complained of: errors of scripts, refusals of the content policy.
    """

    page: Page
    base: str
    strayed: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        self.bring_about(path)
        return self.page

    def bring_about(
        self, path: str, typed: Mapping[str, str] | None = None, press: str = ""
    ) -> int:
        """Open a page, type into it by the names of its fields, press a button; return the status."""
        answer = self.page.goto(self.base + path)
        settled(self.page)
        for name, text in (typed or {}).items():
            self.page.locator(f"[name='{name}']").fill(text)
        if press:
            button = self.page.locator("main").get_by_role("button", name=press, exact=True)
            with self.page.expect_navigation() as navigation:
                button.click()
            answer = navigation.value
            settled(self.page)
        return 0 if answer is None else answer.status

    def watch(self) -> None:
        self.page.on("request", self._seen)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", self._said)

    def _seen(self, request: Request) -> None:
        asked = urlsplit(request.url)
        if asked.scheme in {"http", "https"} and not request.url.startswith(self.base):
            self.strayed.append(request.url)

    def _said(self, message: Any) -> None:
        # A page of an error comes with an error's status, which Chromium mentions.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.faults.append(message.text)


def settled(page: Page) -> None:
    """Wait until the design system's parts have taken their places, and with them the focus.

    They come as a module after the page: a summary of errors takes the focus as it comes, and
    would take it from whoever presses Tab before.
    """
    if not page.evaluate(_SETTLED):
        page.wait_for_function(_SETTLED)


@contextmanager
def visiting(
    browser: Browser, base: str, key: str | None = None, **options: Any
) -> Iterator[Visitor]:
    """Give a visitor in a profile of its own.

    Args:
        base: Of the hub's addresses.
        key: An access key; who shows none is not signed in.
        options: Of Playwright's context, such as `java_script_enabled=False`.
    """
    shown = {} if key is None else {"Authorization": f"Bearer {key}"}
    given: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}, **options}
    context: BrowserContext = browser.new_context(extra_http_headers=shown, **given)
    context.set_default_timeout(PATIENCE_MS)
    visitor = Visitor(context.new_page(), base)
    visitor.watch()
    try:
        yield visitor
        assert visitor.strayed == [], visitor.strayed
        assert visitor.faults == [], visitor.faults
    finally:
        context.close()


def findings(page: Page) -> list[str]:
    """Return what axe finds against WCAG 2.2 AA and good practice, one line for each place."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: Any = page.evaluate(
        """(rules) => axe.run(document, {runOnly: {type: 'tag', values: rules},
        resultTypes: ["violations"], preload: false})""",
        RULES,
    )
    return [
        f"{violation['id']} ({violation['help']}): {node['html'][:160]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def nothing_found(page: Page) -> None:
    """Hold that axe finds nothing on a page as it stands."""
    found = findings(page)
    assert found == [], "\n".join(found)


def fits(page: Page, width: int = NARROW) -> None:
    """Hold that nothing of a page lies beyond its right edge at a width, and put the width back."""
    before = page.viewport_size
    page.set_viewport_size({"width": width, "height": 800})
    wide = page.evaluate(
        """() => document.documentElement.scrollWidth <= innerWidth ? [] :
        [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
        .map((e) => `${e.tagName}.${e.className} ${Math.round(e.getBoundingClientRect().right)}`)"""
    )
    if before:
        page.set_viewport_size(before)
    assert wide == [], "\n".join(wide)


def fits_on_paper(page: Page) -> None:
    """Hold that a printed page shows its title, nothing to press, and nothing beyond its edge."""
    page.emulate_media(media="print")
    try:
        fits(page, A4)
        pressed = page.evaluate(
            """() => [...document.querySelectorAll("button, nav, .govuk-skip-link")]
            .filter((e) => e.checkVisibility()).map((e) => e.outerHTML.slice(0, 120))"""
        )
        assert pressed == [], "\n".join(pressed)
        assert page.get_by_role("heading", level=1).is_visible()
    finally:
        page.emulate_media(media="screen")


def reached_by_keyboard(page: Page, most: int = 400) -> list[str]:
    """Press Tab through a page; return what was reached, and hold that each place shows it."""
    # From the top, wherever the page has put the focus, such as on a summary of errors.
    page.evaluate(
        """() => { const b = document.body; b.tabIndex = -1; b.focus(); b.removeAttribute("tabindex"); scrollTo(0, 0); }"""
    )
    reached: list[str] = []
    seen: set[int] = set()
    last = -1
    for _ in range(most):
        page.keyboard.press("Tab")
        at = page.evaluate(
            """() => { const e = document.activeElement; if (!e || e === document.body) return null;
            window.places ??= []; let n = window.places.indexOf(e);
            if (n < 0) n = window.places.push(e) - 1;
            const s = getComputedStyle(e); const p = getComputedStyle(e.nextElementSibling ?? e, "::before");
            const shown = s.outlineStyle !== "none" || s.boxShadow !== "none" || p.boxShadow !== "none" || p.outlineStyle !== "none";
            return [n, (e.textContent || e.getAttribute("aria-label") || e.name || "").trim().replace(/\\s+/g, " ").slice(0, 60), shown]; }"""
        )
        if at is not None and at[0] == last:
            continue  # a date has a stop for each of its parts
        if at is None or at[0] in seen:
            break
        last = at[0]
        seen.add(at[0])
        assert at[2], f"the focus on {at[1]!r} is not to be seen"
        reached.append(at[1])
    missed = page.evaluate(
        """() => { const there = (e) => window.places.includes(e);
        const all = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")];
        // The arrows move between radios of one name; Tab reaches the group.
        const group = (e) => e.type === "radio" && all.some((o) => o.type === "radio" && o.name === e.name && there(o));
        return all.filter((e) => !e.disabled && e.checkVisibility() && !e.closest("[aria-hidden=true]") && !there(e) && !group(e))
        .map((e) => e.outerHTML.slice(0, 120)); }"""
    )
    assert missed == [], "\n".join(missed)
    return reached
