"""People at browsers of their own, who find what they need by the words that stand on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Locator, Page

from tests.support.browser import Visitor, visiting


@dataclass
class Person:
    """Somebody at a browser.

    Each method is one thing that a person does: read, click, write, choose.  Nothing is found by
    an address, a name in the source or a place in it.
    """

    name: str
    visitor: Visitor

    @property
    def page(self) -> Page:
        return self.visitor.page

    def comes_to(self, address: str) -> None:
        """Follow a link from outside, such as one in a mail, or type the hub's address."""
        self.page.goto(address)

    def signs_in(self, password: str) -> None:
        self.writes("User name", self.name)
        self.writes("Password", password)
        self.presses("Sign in")

    def follows(self, link: str) -> None:
        """Click a link; of several with these words the first, as the eye does."""
        self.page.get_by_role("link", name=link).first.click()

    def turns_to(self, page: str) -> None:
        """Click an entry of the header."""
        self.page.get_by_role("navigation", name="Pages").get_by_role("link", name=page).click()

    def begins(self, action: str) -> None:
        """On a journey's page: click one of the things that can be done."""
        doing = self.page.locator("#doing")
        doing.get_by_role("link", name=action, exact=True).click()
        self.page.get_by_role("heading", name=action, level=1).wait_for()

    def presses(self, button: str) -> None:
        self._button(button).click()

    def presses_twice(self, button: str) -> None:
        """Press as somebody does who is used to double clicks, and has an impatient finger."""
        self._button(button).dblclick()

    def writes(self, label: str, text: str, within: str | None = None) -> None:
        self._field(label, within).fill(text)

    def writes_day(
        self, label: str, day: str, wall: str | None = None, within: str | None = None
    ) -> None:
        """Write a day, such as "4 5 2016", and where it is asked the time on the wall."""
        boxes = self._group(label, within)
        for box, text in zip(("Day", "Month", "Year"), day.split(), strict=True):
            boxes.get_by_label(box).fill(text)
        if wall is not None:
            boxes.get_by_label("Time").fill(wall)

    def chooses(self, question: str, answer: str, within: str | None = None) -> None:
        """Choose one answer, from dots or from a list, as the page offers it."""
        around = self._around(within)
        dots = around.get_by_role("group", name=_beginning(question)).get_by_role("radio")
        if dots.count():
            self._group(question, within).get_by_label(_beginning(answer)).check()
            return
        listed = self._field(question, within)
        [option] = [
            each for each in listed.locator("option").all_inner_texts() if each.startswith(answer)
        ]
        listed.select_option(label=option)

    def ticks(self, *labels: str, within: str | None = None) -> None:
        for label in labels:
            self._field(label, within).check()

    def sees(self, words: str) -> bool:
        """Wait for words on the page; it is an error if they do not come."""
        self.page.get_by_text(words).first.wait_for()
        return True

    def reads(self, heading: str) -> str:
        """Return what stands under a heading."""
        return self.page.get_by_role("region", name=heading).inner_text()

    def _button(self, name: str) -> Locator:
        # A form begins with a hidden one, for the key Enter.
        seen = self.page.locator("button:not([aria-hidden=true])")
        return self.page.get_by_role("button", name=name).and_(seen)

    def _around(self, within: str | None) -> Locator:
        return self.page.locator("main") if within is None else self._group(within)

    def _group(self, name: str, within: str | None = None) -> Locator:
        around = self.page.locator("main") if within is None else self._group(within)
        return around.get_by_role("group", name=_beginning(name)).first

    def _field(self, label: str, within: str | None) -> Locator:
        return self._around(within).get_by_label(_beginning(label))


def _beginning(words: str) -> re.Pattern[str]:
    """Return what words begin that a reader knows by their beginning."""
    return re.compile(rf"^\s*{re.escape(words)}")


@contextmanager
def person(browser: Browser, base: str, name: str) -> Iterator[Person]:
    """Give somebody a browser of their own."""
    with visiting(browser, base) as visitor:
        yield Person(name, visitor)
