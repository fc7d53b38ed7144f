from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resilience_desktop.errors import WrongRecoveryCode
from resilience_desktop.vault import recovery

SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODES = [recovery.write(secret) for secret in (bytes(16), b"\xff" * 16, bytes(range(16)))]
secrets = st.binary(min_size=16, max_size=16)


@given(secrets)
def test_every_secret_can_be_written_and_read_back(secret):
    code = recovery.write(secret)
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{5}-){5}[0-9A-HJKMNP-TV-Z]{4}", code)
    assert recovery.read(code) == secret


@given(secrets, st.data())
def test_a_code_typed_carelessly_is_understood(secret, data):
    looks = {"0": "0Oo", "1": "1IiLl", "V": "VvUu"}
    typed = []
    for symbol in recovery.write(secret):
        if symbol == "-":
            typed.append(data.draw(st.sampled_from(["-", "", " ", " – ", "\u00a0", "_", "\n"])))
        else:
            typed.append(data.draw(st.sampled_from(looks.get(symbol, symbol + symbol.lower()))))
    assert recovery.read("  " + "".join(typed) + "\t") == secret


@given(secrets)
def test_full_width_letters_are_understood(secret):
    wide = "".join(chr(ord(s) + 0xFEE0) if s != "-" else "－" for s in recovery.write(secret))
    assert recovery.read(wide) == secret


@pytest.mark.parametrize("code", CODES)
def test_each_single_wrong_character_is_noticed(code):
    typos = [
        code[:at] + wrong + code[at + 1 :]
        for at, right in enumerate(code)
        for wrong in SYMBOLS
        if right not in ("-", wrong)
    ]
    assert len(typos) == 29 * 31
    for typo in typos:
        with pytest.raises(WrongRecoveryCode):
            recovery.read(typo)


@given(secrets)
def test_each_swap_of_neighbours_is_noticed(secret):
    symbols = recovery.write(secret).replace("-", "")
    for at in range(28):
        swapped = symbols[:at] + symbols[at + 1] + symbols[at] + symbols[at + 2 :]
        if swapped != symbols:
            with pytest.raises(WrongRecoveryCode):
                recovery.read(swapped)


@pytest.mark.parametrize("code", ["", "-", "A", CODES[2][:-1], CODES[2] + "A"])
def test_a_code_of_another_length_is_refused_with_its_length(code):
    with pytest.raises(WrongRecoveryCode, match="29 letters and digits; this one has"):
        recovery.read(code)


@pytest.mark.parametrize("alien", ["é", "€", "🦦", "Ж", "\ud800é"])
def test_a_character_that_no_code_holds_is_refused(alien):
    with pytest.raises(WrongRecoveryCode):
        recovery.read(alien + CODES[2][1:])


@given(st.text(alphabet=st.characters(), max_size=60))
def test_any_text_at_all_is_answered_in_words(text):
    with pytest.raises(WrongRecoveryCode):
        recovery.read(text)


def test_no_complaint_repeats_the_code():
    for typo in (CODES[2][:-2], CODES[2][:-1] + "Z"):
        with pytest.raises(WrongRecoveryCode) as caught:
            recovery.read(typo)
        assert typo[:5] not in str(caught.value)
