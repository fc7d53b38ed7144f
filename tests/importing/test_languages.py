from __future__ import annotations

import pytest

from resilience_desktop.importing import languages

TEXTS = {
    "en": "What you have carried this week is more than you think, and it is all right to "
    "put it down for a while.",
    "de": "Was du in dieser Woche getragen hast, ist mehr als du denkst, und es ist gut, "
    "es eine Weile abzulegen.",
    "fr": "Ce que vous avez porté cette semaine est plus que vous ne le pensez, et il est "
    "bon de le poser un peu.",
    "es": "Lo que has llevado esta semana es más de lo que piensas, y está bien dejarlo en "
    "el suelo por un rato.",
    "pt": "O que você carregou nesta semana é mais do que pensa, e não faz mal pousar isso por um momento.",
    "it": "Quello che hai portato questa settimana è più di quanto pensi, e va bene se lo "
    "posi per un po’ di tempo.",
    "nl": "Wat je deze week hebt gedragen is meer dan je denkt, en het is goed om het een "
    "tijdje neer te zetten.",
    "pl": "To, co niesiesz w tym tygodniu, jest cięższe, niż myślisz, i nie ma w tym nic "
    "złego, że to odłożysz na chwilę.",
    "sv": "Det som du har burit den här veckan är mer än du tror, och det är bra att lägga ner det en stund.",
    "da": "Det, du har båret i denne uge, er mere, end du tror, og det er godt at lægge "
    "det fra sig en stund.",
    "nb": "Det du har båret denne uken er mer enn du tror, og det er greit å legge det fra "
    "seg en stund hvis du vil.",
    "fi": "Se mitä olet kantanut tällä viikolla on enemmän kuin luulet, ja sen voi laskea "
    "hetkeksi, jos niin on hyvä.",
    "cs": "To, co jsi tento týden nesl, je víc, než si myslíš, a je v pořádku to na chvíli "
    "odložit, když to jde.",
    "tr": "Bu hafta taşıdığın şey sandığından daha çok, ve bir süre için onu yere bırakmak "
    "da çok iyi bir şey.",
    "ro": "Ceea ce ai purtat în această săptămână este mai mult decât crezi, și nu e nimic "
    "rău să le lași jos.",
    "hu": "Amit ezen a héten vittél, az több, mint gondolnád, és nem baj, ha egy kicsit "
    "most leteszed, mert lehet.",
    "ar": "ما حملته هذا الأسبوع أكثر مما تظن، ولا بأس أن تضعه جانبًا لبعض الوقت.",
    "he": "מה שנשאת השבוע הוא יותר ממה שנדמה לך, ומותר להניח את זה לזמן מה.",
    "zh": "这一周你所承担的，比你想象的要多。把它放下一会儿，也是可以的。",
    "ja": "今週あなたが背負ってきたものは、思っているよりも重いのです。少しの間、下ろしてもかまいません。",
    "ru": "То, что вы несли на этой неделе, больше, чем вам кажется, и это можно ненадолго отложить.",
    "uk": "Те, що ви несли цього тижня, більше, ніж вам здається, і його можна ненадовго відкласти.",
    "fa": "آنچه این هفته به دوش کشیده‌اید بیش از آن است که می‌پندارید، و چه خوب که گاهی زمین بگذارید.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_language_is_known_by_its_words_or_letters(language):
    tag, why = languages.find("", [TEXTS[language]])
    assert tag == language
    assert why.startswith("The ")
    assert why.endswith(".")


@pytest.mark.parametrize("language", TEXTS)
def test_what_the_file_says_is_believed_when_its_words_agree(language):
    assert languages.find(f"{language}-XX", [TEXTS[language]]) == (f"{language}-XX", "")


def test_a_file_that_says_another_language_than_its_words_is_not_believed():
    tag, why = languages.find("en-US", [TEXTS["de"]])
    assert tag == "de"
    assert why == "The file says “en-US”, but its words look German."
    assert languages.find("en", [TEXTS["ar"]])[0] == "ar"


def test_a_language_without_a_list_of_words_is_believed():
    welsh = (
        "Mae popeth a gariwyd yr wythnos hon yn fwy nag y tybiwch, ac y mae yn iawn ei roi i lawr am ychydig."
    )
    assert languages.find("cy", [welsh]) == ("cy", "")


@pytest.mark.parametrize(
    ("said", "tag"),
    [("de_AT", "de-AT"), ("pt_BR.UTF-8", "pt-BR"), ("EN-gb", "en-gb"), ("sr-Latn-RS", "sr-Latn-RS")],
)
def test_a_tag_is_tidied(said, tag):
    assert languages.find(said, []) == (tag, "")


@pytest.mark.parametrize("said", ["", "und", "x", "not a tag", "C.UTF-8"])
def test_a_text_of_too_few_words_gets_a_language_to_be_looked_at(said):
    tag, why = languages.find(said, ["12345"])
    assert tag == "en"
    assert "please choose" in why
