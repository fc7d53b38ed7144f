"""List the words by which people announce questions, notes and what stands at the end of a text."""

from __future__ import annotations

import re

_PROMPTS = (
    # English
    "reflect, reflection, reflections, reflecting, question, questions, discuss, discussion, "
    "discussing, prompt, prompts, journal, journaling, journalling, think about, food for thought, your "
    "turn, ask yourself, consider, talk about, talk it over, pause and, stop and think, check in with "
    "yourself, write about, for your notebook, points to ponder, "
    # German
    "reflexion, reflektion, reflexionsfrage, reflexionsfragen, selbstreflexion, reflektieren, frage, "
    "fragen, leitfragen, nachdenken, weiterdenken, denkanstoß, denkanstöße, denkanstösse, diskussion, "
    "diskussionsfragen, diskutieren, diskutiert, besprechen, besprecht, austausch, impulsfragen, "
    "impulse, überlege, überlegen, "
    # French
    "réflexion, réflexions, réfléchir, réfléchissez, à vous de jouer, discuter, discutez, échanger, "
    "échangez, penser, pensez-y, pistes, demandez-vous, "
    # Spanish
    "reflexión, reflexiones, reflexiona, reflexionar, reflexionemos, pregunta, preguntas, discusión, "
    "debate, conversar, dialogar, dialoguemos, pensar, piensa, piénsalo, pregúntate, "
    # Portuguese
    "reflexão, reflexões, reflita, refletir, pergunta, perguntas, questão, questões, discussão, "
    "discutir, conversar, pense, pergunte-se, "
    # Italian
    "riflessione, riflessioni, rifletti, riflettere, riflettiamo, domanda, domande, discussione, "
    "discutere, discutete, spunti, pensare, pensaci, chiediti, "
    # Dutch
    "reflectie, reflecteer, reflecteren, reflectievragen, vraag, vragen, gespreksvragen, discussie, "
    "bespreek, bespreken, nadenken, nadenkertje, over na te denken, denk na, sta stil, vraag jezelf, "
    # Polish
    "refleksja, refleksje, refleksji, pytanie, pytania, dyskusja, dyskusji, omówienia, omówcie, "
    "zastanów, zastanówmy, przemyślenia, przemyśl, rozmowy, porozmawiajcie, "
    # Scandinavian, Finnish, Czech, Slovak, Hungarian, Romanian, Turkish
    "att tänka på, å tenke på, at tænke over, "
    "reflektion, reflektera, refleksjon, refleksion, frågor, spørsmål, spørgsmål, diskutera, diskuter, "
    "fundera, tänk, tenk, tænk, pohdinta, pohdittavaksi, pohdi, kysymyksiä, keskustelua, reflexe, "
    "otázky, otázka, zamyšlení, zamyslenie, zamysli, diskuse, diskusia, kérdések, gondold, megbeszélés, "
    "întrebări, reflecție, gândește, discuție, sorular, düşün, düşünelim, tartışma, "
    # Russian, Ukrainian, Greek
    "размышление, размышления, вопрос, вопросы, обсуждение, обсудите, обсуждения, подумайте, подумай, "
    "питання, роздуми, обговорення, подумайте, ερωτήσεις, ερώτηση, αναστοχασμός, συζήτηση, σκέψου, "
    "σκεφτείτε, "
    # Arabic, Persian, Hebrew
    "تأمل, للتأمل, تأملات, سؤال, أسئلة, الأسئلة, نقاش, للنقاش, مناقشة, للمناقشة, تفكير, للتفكير, فكر, "
    "فكّر, پرسش, پرسش‌ها, تأمل کنید, רפלקציה, שאלה, שאלות, למחשבה, מחשבה, דיון, לדיון, התבוננות, "
    "להתבוננות, חשבו, שוחחו "
)
_PROMPTS_INSIDE = (
    "反思 思考 问题 問題 讨论 討論 想一想 問い 質問 問いかけ "
    "振り返 ふりかえ 話し合 考えてみ 考えよう ディスカッション 성찰 질문 토론 생각해 돌아보 나눔"
)

_NOT_PROMPTS = (
    "frequently asked, faq, answers, häufige fragen, antworten, foire aux questions, réponses, "
    "preguntas frecuentes, respuestas, perguntas frequentes, domande frequenti, veelgestelde, "
    "questionnaire, 常见问题, よくある質問 "
)

_NOTES = (
    "note, notes, footnote, footnotes, endnotes, reference, references, source, sources, bibliography, "
    "works cited, anmerkung, anmerkungen, fußnoten, fussnoten, quelle, quellen, literatur, "
    "quellenangaben, références, bibliographie, notes de bas de page, nota, notas, referencias, "
    "fuentes, bibliografía, referências, fontes, bibliografia, fonti, riferimenti, noten, voetnoten, "
    "bronnen, przypisy, przypis, źródła, źródło, noter, källor, poznámky, zdroje, примечания, "
    "источники, σημειώσεις, المراجع, مراجع, هوامش, ملاحظات, הערות, מקורות, ביבליוגרפיה, 注, 注释, 参考, "
    "参考文献, 参考资料, 脚注, 注釈, 出典, 각주, 참고문헌 "
)
_BACK = (
    "further reading, about, about the author, about the authors, acknowledgements, acknowledgments, "
    "license, licence, copyright, contact, contacts, resources, imprint, appendix, weiterlesen, über "
    "die autorin, über den autor, dank, lizenz, impressum, kontakt, anhang, pour aller plus loin, "
    "remerciements, licence, contact, para saber más, agradecimientos, licencia, contacto, para saber "
    "mais, agradecimentos, per approfondire, ringraziamenti, meer lezen "
)

_ASKING = (
    # English
    "write, describe, list, name, think, recall, remember, imagine, draw, note, consider, share, "
    "discuss, choose, notice, identify, reflect, explain, take, pick, tell, complete, finish, journal, "
    "look, ask, talk, try, rate, circle, mark, "
    # German, French, Spanish, Portuguese, Italian, Dutch, Polish
    "schreib, schreibe, schreiben, beschreibe, beschreiben, nenne, nennen, denk, denke, denken, "
    "erinnere, überlege, überlegen, stell, notiere, notieren, erzähle, wähle, écris, écrivez, décris, "
    "décrivez, nomme, nommez, pense, pensez, rappelle-toi, rappelez-vous, imagine, imaginez, note, "
    "notez, choisis, choisissez, raconte, racontez, partagez, escribe, escriba, describe, describa, "
    "nombra, piensa, piense, recuerda, recuerde, imagina, anota, elige, comparte, escreva, descreva, "
    "nomeie, pense, lembre, imagine, anote, escolha, partilhe, compartilhe, scrivi, descrivi, nomina, "
    "pensa, ricorda, immagina, annota, scegli, condividi, schrijf, beschrijf, noem, denk, herinner, "
    "noteer, kies, deel, vertel, napisz, opisz, wymień, pomyśl, przypomnij, wyobraź, zanotuj, wybierz, "
    "podziel, skriv, beskriv, nämn, tänk, اكتب, اكتبي, صف, صفي, تذكر, תארו, כתבו, כתוב, כתבי, תאר, "
    "תארי, חשבו, היזכרו, напиши, напишите, опиши, опишите, вспомни, вспомните, подумай, подумайте "
)


def _any_of(words: str, behind: str = "") -> re.Pattern[str]:
    each = sorted(
        {re.escape(word.strip()) for word in words.split(",") if word.strip()}, key=len, reverse=True
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(each)})(?!\w){behind}")


PROMPTS = re.compile(f"{_any_of(_PROMPTS).pattern}|{'|'.join(_PROMPTS_INSIDE.split())}")
"""A word that announces questions, in lower case."""

STRONG = re.compile(
    "refle[ck]|refle[xk]i|réfl|riflett|rifless|question|frage|pregunt|pergunt|quest[ãõ]|domand|vraag|vragen|pytan|frågor"
    "|spørsmål|spørgsmål|kysymy|otázk|kérdés|întreb|sorular|вопрос|питан|ερωτ|discuss|diskus|discuti|diskut|dyskus|debat"
    "|(?:ask|vraag) (?:yourself|jezelf)|demande[zr]?-(?:vous|toi)|chiediti|pregúntate|pergunte-se"
    "|frag(?:en)? (?:dich|sie sich)"
    "|journal|prompts?$|أسئل|سؤال|نقاش|تأمل|שאלות|שאלה|לדיון|反思|问题|問|讨论|討論|質問|振り返|ふりかえ|話し合|질문|토론|성찰"
)
"""A part of a word that leaves no doubt that questions follow."""

NOT_PROMPTS = _any_of(_NOT_PROMPTS)
"""A word that announces questions with answers."""

NOTES = _any_of(_NOTES)
"""A word that announces notes or sources."""

BACK = _any_of(f"{_BACK}, {_NOTES}")
"""A word that announces what stands at the end of a text."""

ASKING = _any_of(_ASKING)
"""A word with which a sentence begins that asks someone to do something."""

ASKING_INSIDE = re.compile("(?:ください|下さい|ましょう|してみて|请|請|세요|십시오)")
"""What a sentence in a script without capitals holds that asks someone to do something."""

RESISTANCE = re.compile(
    r"resist|widerst|wehr(?:st|en|t)|résist|weerst|opór|opor|motst|odpor|сопротивл|αντίστασ"
    r"|مقاوم|התנגדות|התנגד|抗拒|抵抗|抵触|저항"
)
"""A word that says that someone felt resistance."""

ALL_IN = re.compile(
    r"\ball[ -]in\b|ganz dabei|voll dabei|ganzem herzen|feuer und flamme|à fond|pleinement engag|enthousias"
    r"|totalmente dentro|con todo|com tudo|del tutto coinvolt|helemaal mee|voor honderd|bez reszty|entuzjaz"
    r"|de lleno|por inteiro|fino in fondo|全身心|全情|全力|やる気|مندفع|متحمّ?س|בכל הלב|全心"
)
"""A phrase that says that someone was wholly for it."""

CONDITION = re.compile(
    r"^[\W_]*(?:(?:if|when|where|for those|those|falls|wenn|sollte[sn]?t?|hast du|haben sie|für alle"
    r"|si|quand|lorsque|cuando|se|quando|als|wanneer|indien|jeśli|jeżeli|gdy|kiedy|om|när|pokud"
    r"|если|когда|αν|إذا|إن|لو|אם|אילו)(?!\w)|如果|若|当|當|もし|만약)"
)
"""The beginning of a question that speaks to some only."""
