"""What a browser would send of a form, read from its page."""

from __future__ import annotations

import re
from html.parser import HTMLParser


class FormReader(HTMLParser):
    """The fields of the form with the id `form` as they stand when the page is loaded."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.fields: dict[str, list[str]] = {}
        self.action = ""
        self._inside = False
        self._text: tuple[str, list[str]] | None = None
        self._select: str | None = None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form" and given.get("id") == "form":
            self._inside, self.action = True, given["action"]
        if not self._inside:
            return
        name = given.get("name")
        match tag:
            case "input" if given.get("type") in ("radio", "checkbox"):
                if "checked" in given:
                    self.fields.setdefault(name, []).append(given.get("value", "on"))
            case "input":
                self.fields.setdefault(name, []).append(given.get("value") or "")
            case "textarea":
                self._text = (name, [])
            case "select":
                self._select = name
            case "option" if self._select and "selected" in given:
                self.fields[self._select] = [given.get("value", "")]
            case _:
                pass

    def handle_data(self, data):
        if self._text is not None:
            self._text[1].append(data)

    def handle_endtag(self, tag):
        if tag == "form":
            self._inside = False
        if tag == "textarea" and self._text is not None:
            name, said = self._text
            self.fields[name] = ["".join(said).removeprefix("\n")]
            self._text = None
        if tag == "select":
            self._select = None


def filled(page: str, act: str = "give", **typed: str | list[str]) -> tuple[str, dict]:
    """Return where the form of a page is sent, and what, with some fields typed into."""
    read = FormReader(page)
    names = {name.replace("__", "."): value for name, value in typed.items()}
    return read.action, {**read.fields, **names, "_act": act}


def text_of(page: str) -> str:
    """Return the words of a page."""
    without = re.sub(r"<(script|style)[^>]*>.*?</\1>", " ", page, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", without)).replace(" .", ".")
