"""Templates: ours, and GOV.UK's macros; every text of them can be translated."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import (
    ChainableUndefined,
    Environment,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    Template,
)

from web.languages import gettext, language_name, languages, ngettext, spoken
from web.pages.static import asset

GOVUK = "govuk_frontend_jinja"


_SAME: Mapping[str, Any] = {
    "extensions": ["jinja2.ext.i18n", "jinja2.ext.do"],
    "trim_blocks": True,
    "lstrip_blocks": True,
}


class _Ours(Environment):
    """A gap in a template of ours is a fault; GOV.UK's macros read what may not be there."""

    theirs: Environment

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: Mapping[str, Any] | None = None,  # noqa: A002 - Jinja calls it so
    ) -> Template:
        """Return a template, from the environment that it was written for."""
        if isinstance(name, str) and name.startswith(f"{GOVUK}/"):
            return self.theirs.get_template(name, parent)
        return super().get_template(name, parent, dict(globals or {}))


@cache
def environment() -> Environment:
    """Return the environment of all pages."""
    ours = _Ours(
        loader=PackageLoader("web.pages"), undefined=StrictUndefined, autoescape=True, **_SAME
    )
    ours.theirs = Environment(
        loader=PrefixLoader({GOVUK: PackageLoader(GOVUK)}),
        undefined=ChainableUndefined,
        autoescape=True,
        **_SAME,
    )
    ours.policies["ext.i18n.trimmed"] = True
    ours.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined] # the extension adds it
    ours.globals.update(
        asset=asset,
        spoken=spoken,
        languages=languages,
        language_name=language_name,
        # For a text that is not written out in the template, where `%` would open a gap.
        translated=gettext,
    )
    return ours
