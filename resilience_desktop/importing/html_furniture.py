"""Tell what of a web page belongs to the site around the text."""

from __future__ import annotations

import re

from .office import Element

_TAGS = {
    "nav": "a menu of the site",
    "aside": "beside the text",
    "footer": "at the foot of the page",
    "header": "at the head of the page",
}
_ROLES = {
    "navigation": "a menu of the site",
    "banner": "at the head of the page",
    "contentinfo": "at the foot of the page",
    "complementary": "beside the text",
    "search": "a search field",
    "alert": "a notice of the site",
    "dialog": "a notice of the site",
    "alertdialog": "a notice of the site",
}
_WORDS = {
    "a notice of the site": {
        "cookie",
        "cookies",
        "consent",
        "gdpr",
        "popup",
        "modal",
        "paywall",
        "toast",
        "onetrust",
    },
    "a menu of the site": {
        "nav",
        "navbar",
        "navigation",
        "menu",
        "breadcrumb",
        "breadcrumbs",
        "pagination",
        "toc",
    },
    "to share or subscribe": {"share", "sharing", "social", "newsletter", "subscribe", "signup"},
    "beside the text": {"sidebar", "related", "recommended", "promo", "advert", "ads", "sponsored"},
    "what readers wrote": {"comments", "disqus"},
    "at the foot of the page": {"footer"},
}
_WORD_OF = {word: why for why, words in _WORDS.items() for word in words}
_SPLIT = re.compile(r"[^a-z]+")
_HIDDEN = re.compile(r"(display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_UNSEEN = {"sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "skip-link"}
_MUST_BE_LESS = 0.5
"""The share of a page's text from which on a name says nothing: what holds it is the text."""

_OUTSIDE = "outside the main text"
_SILENT = "not read out by screen readers"


def find(root: Element) -> dict[Element, str]:
    """Return the elements that are no part of the text, each with a reason in a few words."""
    body = next(root.iter("body"), root)
    main = _main(body)
    titled = _around_title(body)
    whole = max(1, _length(body))
    found: dict[Element, str] = {}
    if main is not None:
        for element in _beside(main, body, titled):
            found[element] = _why(element, inside=False) or _OUTSIDE
    for element in body.iterdescendants():
        if not isinstance(element.tag, str) or element in found or element in titled:
            continue
        inside = main is not None or any(one.tag == "article" for one in element.iterancestors())
        why = _why(element, inside=inside)
        if why and _length(element) < whole * _MUST_BE_LESS:
            found[element] = why
    return found


def is_hidden(element: Element) -> bool:
    """Tell whether a browser would not show an element to anyone's eyes."""
    if element.get("hidden") is not None:
        return True
    if _UNSEEN.intersection(element.get("class", "").lower().split()):
        return True
    return _HIDDEN.search(element.get("style", "")) is not None


def is_silent(element: Element) -> bool:
    """Tell whether screen readers pass over an element: an ornament, or all of a page behind a notice."""
    return bool(element.get("aria-hidden") == "true")


def _main(body: Element) -> Element | None:
    """Return the one element that holds the text, where the page says so."""
    for wanted in ("main", "article"):
        found = [
            one
            for one in body.iter()
            if one.tag == wanted or (wanted == "main" and one.get("role") == wanted)
        ]
        if len(found) == 1 and _length(found[0]):
            return found[0]
    return None


def _around_title(body: Element) -> set[Element]:
    """Return what holds the page's one largest heading, and that: wherever it stands, it is of the text."""
    titles = list(body.iter("h1"))
    return {titles[0], *titles[0].iterancestors()} if len(titles) == 1 else set()


def _beside(main: Element, body: Element, titled: set[Element]) -> list[Element]:
    """Return the outermost elements that hold neither the main one nor the title."""
    beside, waiting = [], []
    inner = main
    while inner is not body and inner.getparent() is not None:
        waiting += [one for one in inner.getparent() if one is not inner]
        inner = inner.getparent()
    while waiting:
        element = waiting.pop()
        if element in titled and element.tag != "h1":
            waiting += list(element)
        elif isinstance(element.tag, str) and element not in titled:
            beside.append(element)
    return beside


def _why(element: Element, *, inside: bool) -> str:
    tag, role = element.tag, element.get("role", "").lower()
    if tag in ("body", "main", "article", "h1", "h2", "h3", "h4", "h5", "h6"):
        return ""
    if tag in _TAGS and not (inside and tag == "header"):
        return _TAGS[tag]
    if role in _ROLES:
        return _ROLES[role]
    names = _SPLIT.split(f"{element.get('class', '')} {element.get('id', '')}".lower())
    why = next((_WORD_OF[name] for name in names if name in _WORD_OF), "")
    return why or (_SILENT if is_silent(element) else "")


def _length(element: Element) -> int:
    return sum(
        len(text.strip())
        for one in element.iter()
        if isinstance(one.tag, str) and one.tag not in ("script", "style", "noscript", "template")
        for text in (one.text or "", (one.tail or "") if one is not element else "")
    )
