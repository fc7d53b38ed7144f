from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resilience_desktop.errors import UnknownKind
from resilience_desktop.importing import encoding

GERMAN = "Wenn wir müde sind, fällt es uns schwer, freundlich zu uns selbst zu sein. Was hilft dir?\n"
FRENCH = "Quand la fatigue s’installe, nous oublions de respirer. Qu’est-ce qui vous aide à dire non ?\n"
POLISH = "Kiedy jesteśmy zmęczeni, trudno nam być życzliwymi dla siebie. Co pomaga ci stawiać granice?\n"
RUSSIAN = "Когда мы устали, нам трудно быть добрыми к себе. Что помогает вам ставить границы?\n"
GREEK = "Όταν είμαστε κουρασμένοι, δυσκολευόμαστε να είμαστε καλοί με τον εαυτό μας. Τι σε βοηθά;\n"
TURKISH = "Yorgun olduğumuzda kendimize karşı nazik olmak zordur. Sınır koymana ne yardımcı olur?\n"
HEBREW = "כשאנחנו עייפים קשה לנו להיות טובים לעצמנו. מה עוזר לך לשים גבולות?\n"
ARABIC = "عندما نكون متعبين يصعب علينا أن نكون لطفاء مع أنفسنا. ما الذي يساعدك على وضع الحدود؟\n"
JAPANESE = "疲れているとき、自分にやさしくするのは難しいものです。境界を引くのに何が役立ちますか。\n"
CHINESE = "当我们疲惫时，很难善待自己。什么能帮助你设定界限？请写下你的想法。\n"
TAIWANESE = "當我們疲憊時，很難善待自己。什麼能幫助你設定界限？請寫下你的想法。\n"
KOREAN = "지쳐 있을 때 자신에게 친절하기는 어렵습니다. 경계를 세우는 데 무엇이 도움이 되나요?\n"
EVERYTHING = GERMAN + RUSSIAN + HEBREW + JAPANESE + "🕊 And something outside the plane.\n"

SAID = ["utf-8-sig", "utf-16", "utf-32"]
SHOWN = ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]
GUESSED = [
    (GERMAN, "cp1252"),
    (GERMAN, "iso8859_15"),
    (GERMAN, "mac_roman"),
    (GERMAN, "cp437"),
    (FRENCH, "cp1252"),
    (POLISH, "cp1250"),
    (POLISH, "iso8859_2"),
    (RUSSIAN, "cp1251"),
    (RUSSIAN, "koi8_r"),
    (RUSSIAN, "cp866"),
    (RUSSIAN, "iso8859_5"),
    (GREEK, "cp1253"),
    (TURKISH, "cp1254"),
    (HEBREW, "cp1255"),
    (ARABIC, "cp1256"),
    (JAPANESE, "shift_jis"),
    (JAPANESE, "euc_jp"),
    (CHINESE, "gb18030"),
    (TAIWANESE, "big5"),
    (KOREAN, "euc_kr"),
]


@pytest.mark.parametrize("name", [*SAID, *SHOWN])
def test_a_text_in_unicode_is_read_without_a_guess(name):
    assert encoding.decode(EVERYTHING.encode(name)) == (EVERYTHING, "")


@pytest.mark.parametrize(("words", "name"), GUESSED)
def test_an_encoding_that_nothing_says_is_guessed_and_the_guess_is_told(words, name):
    text = encoding.decode(words.encode(name))
    assert text.words == words
    assert "does not say" in text.note


def test_an_encoding_with_escape_sequences_is_no_ascii():
    assert encoding.decode(JAPANESE.encode("iso2022_jp")) == (JAPANESE, "")
    assert encoding.decode(KOREAN.encode("iso2022_kr")) == (KOREAN, "")


def test_an_encoding_that_the_file_names_is_believed():
    assert encoding.decode(POLISH.encode("iso8859_2"), "ISO-8859-2") == (POLISH, "")


@pytest.mark.parametrize("name", ["latin-1", "iso-8859-1", "us-ascii"])
def test_who_says_latin_means_what_windows_writes(name):
    assert encoding.decode("“Enough” – for today".encode("cp1252"), name).words == "“Enough” – for today"


@pytest.mark.parametrize(
    "name", ["", "utf-7\0", "no such thing", "zip", "rot13", "idna", "undefined", "utf-16"]
)
def test_an_encoding_that_is_none_does_not_keep_the_text_from_being_read(name):
    assert encoding.decode(GERMAN.encode(), name).words == GERMAN


@pytest.mark.parametrize("data", [bytes(range(256)) * 4, b"\0\1\2\3" * 100, b"\x7fELF" + bytes(64)])
def test_what_is_no_text_is_refused(data):
    with pytest.raises(UnknownKind):
        encoding.decode(data)


@given(
    st.binary(max_size=400),
    st.sampled_from(["", "utf-8", "utf-16-le", "shift_jis", "utf-7", "hz", "punycode"]),
)
def test_any_bytes_are_a_text_or_refused(data, declared):
    with suppress(UnknownKind):
        assert "\0" not in encoding.decode(data, declared).words


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1))
def test_utf8_is_never_taken_for_something_else(words):
    marks = ("\ufeff",)
    assert encoding.decode(words.encode()).words == words.removeprefix(*marks)
