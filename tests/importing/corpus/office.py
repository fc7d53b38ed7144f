"""Write the texts of the corpus as flat OpenDocument, which LibreOffice turns into other kinds."""

from __future__ import annotations

import re
import subprocess
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

from resilience_desktop.workbook import Role

from .source import MARK, Block, Text

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_NAMES = {"office": "office", "style": "style", "text": "text", "fo": "xsl-fo-compatible"}
_COUNTRIES = {"en": "GB", "ar": "EG", "he": "IL", "zh": "CN", "ja": "JP", "pt": "PT"}
_FONTS = {
    "ar": "Noto Naskh Arabic",
    "he": "Noto Serif Hebrew",
    "zh": "Noto Serif CJK SC",
    "ja": "Noto Serif CJK JP",
}


def convert(text: Text, kind: str, target: Path, *, is_plain: bool = False, furniture: bool = False) -> None:
    """Write a text as docx, odt, pdf or html.

    ``is_plain`` is a document made by hand, without styles: headings are bold or large. ``furniture`` gives
    each page a header, and a footer with its number.
    """
    source = target.with_name("made.fodt")
    source.write_text(_document(text, is_plain=is_plain, furniture=furniture), "utf-8")
    profile = target.with_name("profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind]
    subprocess.run([*command, "--outdir", target.parent, source], check=True, capture_output=True)
    source.with_suffix(f".{kind}").replace(target)
    source.unlink()


def _document(text: Text, *, is_plain: bool, furniture: bool) -> str:
    spaces = " ".join(f'xmlns:{short}="{_OASIS}{long}:1.0"' for short, long in _NAMES.items())
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {spaces} office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:styles>{_styles(text)}</office:styles>"
        f"<office:automatic-styles>{_PAGE.format(mode='rl-tb' if text.is_leftward else 'lr-tb')}{_LISTS}"
        "</office:automatic-styles>"
        f"<office:master-styles>{_master(text) if furniture else _MASTER.format('')}</office:master-styles>"
        f"<office:body><office:text>{''.join(_blocks(text, is_plain))}</office:text></office:body>"
        "</office:document>"
    )


_PAGE = (
    '<style:page-layout style:name="Page"><style:page-layout-properties fo:page-width="14.8cm" '
    'fo:page-height="21cm" fo:margin="1.8cm" style:writing-mode="{mode}"/><style:header-style/>'
    "<style:footer-style/></style:page-layout>"
)
_MASTER = '<style:master-page style:name="Standard" style:page-layout-name="Page">{}</style:master-page>'
_INDENT = (
    '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
    '<style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.6cm" '
    'fo:margin-left="1.2cm"/></style:list-level-properties>'
)
_LISTS = (
    '<text:list-style style:name="Bullets"><text:list-level-style-bullet text:level="1" '
    f'text:bullet-char="•">{_INDENT}</text:list-level-style-bullet></text:list-style>'
    '<text:list-style style:name="Numbers"><text:list-level-style-number text:level="1" '
    f'style:num-suffix="." style:num-format="1">{_INDENT}</text:list-level-style-number></text:list-style>'
)


def _styles(text: Text) -> str:
    language = text.language
    country = _COUNTRIES.get(language, language.upper())
    tag = f'fo:language="{language}" fo:country="{country}"'
    if text.is_leftward or language in ("zh", "ja"):
        kind = "complex" if text.is_leftward else "asian"
        tag = f'style:language-{kind}="{language}" style:country-{kind}="{country}"'
    font = _FONTS.get(language, "Liberation Serif")
    mode = 'style:writing-mode="rl-tb" fo:text-align="start"' if text.is_leftward else ""
    made = (
        f'<style:default-style style:family="paragraph"><style:text-properties {tag}/></style:default-style>'
    )
    made += '<style:style style:name="Standard" style:family="paragraph"><style:paragraph-properties '
    made += f"{mode}/><style:text-properties {_sized(11, font)}/></style:style>"
    rows = [
        ("Text_20_body", "Text body", 11, 'fo:margin-bottom="0.25cm"', ""),
        ("Title", "Title", 20, 'fo:margin-bottom="0.6cm"', "bold"),
        ("Heading_20_1", "Heading 1", 14, 'fo:margin-top="0.5cm" fo:margin-bottom="0.2cm"', "bold"),
        (
            "Quotations",
            "Quotations",
            11,
            'fo:margin-left="1cm" fo:margin-right="1cm" fo:margin-bottom="0.25cm"',
            "",
        ),
        ("Footnote", "Footnote", 9, "", ""),
        ("ByHand", "By hand", 11, 'fo:margin-top="0.3cm" fo:margin-bottom="0.1cm"', "bold"),
        ("LargeByHand", "Large by hand", 18, 'fo:margin-bottom="0.5cm"', ""),
    ]
    for name, shown, size, room, weight in rows:
        outline = ' style:default-outline-level="1"' if name.startswith("Heading") else ""
        made += (
            f'<style:style style:name="{name}" style:display-name="{shown}" style:family="paragraph"'
            f'{outline} style:parent-style-name="Standard"><style:paragraph-properties {room}/>'
            f"<style:text-properties {_sized(size, font, weight)}/></style:style>"
        )
    return made


def _sized(size: int, font: str, weight: str = "") -> str:
    made = ""
    for space, kind in (("fo", ""), ("style", "-asian"), ("style", "-complex")):
        made += f'{space}:font-size{kind}="{size}pt" {space}:font-family{kind}="{font}" '
        made += f'{space}:font-weight{kind}="{weight}" ' if weight else ""
    return made


def _master(text: Text) -> str:
    return _MASTER.format(
        f'<style:header><text:p text:style-name="Footnote">{escape(text.title)} · 2026</text:p>'
        "</style:header>"
        '<style:footer><text:p text:style-name="Footnote"><text:page-number text:select-page="current">1'
        "</text:page-number> / <text:page-count>3</text:page-count></text:p></style:footer>"
    )


def _blocks(text: Text, is_plain: bool) -> list[str]:
    made = []
    for item, group in groupby(text.body, lambda block: None if block.item is None else bool(block.item)):
        if item is None:
            made += [_block(text, block, is_plain) for block in group]
            continue
        rows = "".join(
            f'<text:list-item><text:p text:style-name="Text_20_body">{_inline(text, block)}</text:p>'
            "</text:list-item>"
            for block in group
        )
        made.append(f'<text:list text:style-name="{"Numbers" if item else "Bullets"}">{rows}</text:list>')
    return made


def _block(text: Text, block: Block, is_plain: bool) -> str:
    words = _inline(text, block)
    if block.role is Role.HEADING and not is_plain:
        return f'<text:h text:style-name="Heading_20_1" text:outline-level="1">{words}</text:h>'
    style = "Quotations" if block.is_quote else "Text_20_body"
    if block.role is Role.TITLE:
        style = "LargeByHand" if is_plain else "Title"
    elif block.role is Role.HEADING:
        style = "ByHand"
    return f'<text:p text:style-name="{style}">{words}</text:p>'


def _inline(text: Text, block: Block) -> str:
    def note(match: re.Match[str]) -> str:
        body = f'<text:p text:style-name="Footnote">{escape(text.notes[int(match[1])])}</text:p>'
        return (
            f'<text:note text:id="n{match[1]}" text:note-class="footnote"><text:note-citation>{match[1]}'
            f"</text:note-citation><text:note-body>{body}</text:note-body></text:note>"
        )

    return MARK.sub(note, escape(block.words))
