"""Name languages for people, from the tags that readings carry."""

from __future__ import annotations

from PySide6.QtCore import QLocale

UNKNOWN = "und"
"""What BCP 47 calls a language that is not determined."""

_OFFERED = (
    *("ar", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi", "hr"),
    *("hu", "id", "it", "ja", "ko", "lt", "lv", "nb", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sv", "th"),
    *("tr", "uk", "ur", "vi", "zh"),
)


def name_of(tag: str) -> str:
    """Return a language's name in English, with the tag's own part where it says more than the language."""
    language, _, more = tag.partition("-")
    known = QLocale.codeToLanguage(language)
    if tag == UNKNOWN or known in (QLocale.Language.AnyLanguage, QLocale.Language.C):
        return "Not known" if tag == UNKNOWN else tag
    name = QLocale.languageToString(known)
    return f"{name} ({more})" if more else name


def offered(tag: str) -> list[tuple[str, str]]:
    """Return tags with their names by the alphabet; the one in hand is among them."""
    tags = sorted({*_OFFERED, tag} - {UNKNOWN}, key=name_of)
    return [(each, name_of(each)) for each in ([UNKNOWN] if tag == UNKNOWN else []) + tags]
