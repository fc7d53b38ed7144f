"""List the small words of languages: those that say little, and so tell a language and not a subject."""

from __future__ import annotations

_WORDS = {
    "en": "a about after all an and any are as at be been before but by can could did do does for from had "
    "has have he her him his how i if in into is it its just may me might more most my no not of on "
    "once one or our over she should so some than that the their them then there these they this "
    "those to us was we were what when where which while who why will with would you your yours "
    "yourself",
    "de": "aber alle als also am an auch auf aus bei bin bis bist da dann das dass dein deine deinem deinen "
    "deiner dem den denn der des dich die dir du durch ein eine einem einen einer er es etwas euch "
    "euer für habe haben hast hat hatte hier ich ihm ihn ihr ihre im in ist ja kann kannst können man "
    "mehr mein meine mich mir mit nach nicht noch nur oder sein seine sich sie sind so um und uns "
    "unser vom von vor war was welche welchem welchen welcher welches wenn wer werden wie wir wird wo "
    "würde zu zum zur über",
    "fr": "au aux avec avez avons ce ces cet cette comme comment dans de des du elle elles en entre es est "
    "et eux ici il ils je l la le les leur leurs lui là ma mais me mes moi moins mon même ne nos "
    "notre nous on ont ou où par pas plus pour pourquoi pouvez qu qu’est-ce quand que quel quelle "
    "quelles quels qui quoi sa sans se ses si son sont sur ta te tes toi ton tout toute très tu un "
    "une vos votre vous à été êtes être",
    "es": "a al algo como con cuando cuál cuáles cómo de del desde donde dónde el ella ellos en entre era "
    "eres es esa ese eso esta este esto está fue ha han hasta hay la las le les lo los me mi mis muy "
    "más ni no nos nosotros o para pero por porque puede puedes que quién qué se ser si sin sobre son "
    "su sus también te tiene tu tus tú un una uno usted y ya yo",
    "pt": "a ao aos as até com como da das de dela dele do dos e ela ele eles em entre era essa esse esta "
    "está eu foi isso isto já la lhe mais mas me mesmo meu minha muito na nas no nos nossa nosso não "
    "nós o onde os ou para pela pelo pode por porque quais qual quando que quem se sem ser seu seus "
    "sobre sua suas são também te tem teu tua um uma você vocês à é",
    "it": "a ad ai al alla alle anche che chi ci come con cosa cui da dal dalla degli dei del della delle "
    "di dove e ed era gli ha hai hanno ho i il in io la le lei lo loro lui ma mi mia mio nei nel "
    "nella noi non nostra nostro o ogni per perché più puoi può qual quale quali quando quello questa "
    "questo qui se sei si sono su sua sul sulla suo ti tra tu tua tuo un una uno vi voi è",
    "nl": "aan al alle als altijd bij dan dat de deze die dit door een en er ge geen haar had heb hebben "
    "hebt heeft hem het hier hij hoe hun ik in is je jij jou jouw kan kun kunnen maar me meer met mij "
    "mijn na naar niet nog nu of om onder ons ook op over te tegen toch toen tot u uit uw van veel "
    "voor waar waarom want waren was wat we welk welke wie wij worden wordt zal ze zich zij zijn zo "
    "zonder zou",
    "pl": "a aby ale bez bo być był była było ci cię co czy dla do gdy gdzie go i ich ja jak jaka jaki "
    "jakie jako jest jesteś jeśli już kiedy kto która które który lub ma masz mi mnie może możesz mu "
    "my na nad nam nas nie nim o od on ona oni po pod przed przez przy sam się są ta tak tam te tego "
    "tej ten to twoja twoje twój ty tych tylko tym w we wy z za ze że",
    "sv": "att av bli blir de dem den det dig din dina ditt du där efter ej eller en er ett från för ha "
    "hade han har hon hur här i icke inte jag kan man med men mig min mitt mot mycket ni nu när och "
    "om oss på sig sin sitt ska som så till under upp ut vad var vara varför vem vi vid vilka vilken "
    "vilket är över",
    "da": "af alle at begge blev blive da de dem den der deres det dette dig din dit du efter ej eller en "
    "end er et for fra før gør ham han har hende her hos hun hvad hvem hver hvilke hvis hvor hvordan "
    "hvorfor i ikke ind jeg jer kan kunne man med meget men mig min mit mod ned noget nok når og også "
    "om op os over på sig sin skal som så til ud under vi vil ville være været",
    "nb": "alle at av ble bli da de deg dem den denne der deres det dette din ditt du eller en enn er et "
    "etter for fordi fra før gjør ha han har henne her hun hva hvem hver hvilke hvilken hvis hvor "
    "hvordan hvorfor i ikke inn jeg kan kunne man med meg mellom men min mitt mot mye ned noe noen "
    "nok når og også om opp oss over på seg sin skal som så til under ut vi vil ville være vært",
    "fi": "ei eikä en et ette että he hän ja joka jonka jos jotka kaikki kanssa keitä ketä kuin kuinka kun "
    "me mihin miksi mikä missä mistä mitä mutta myös ne niin nyt ole olen olet oli olla on ovat se "
    "sekä sen siellä siihen siitä sillä sinua sinun sinä tai te tuo tämä tässä vaan vai vain voi voit",
    "cs": "a aby aj ale ani asi až bude by byl byla bylo být co což do ho i jak jako jaké je jeho jejich "
    "jen ještě ji jsem jsi jsme jsou k kde kdo kdy kdyby když ke která které který ma mi mně má může "
    "můžete na nad ne nebo než od on ona po pod pro proč před při s se si sobě svůj ta tak také ten "
    "to toho tu tvé tvůj ty už v ve vy vám vás z za ze že",
    "tr": "ama ancak bana bazı ben beni bir biz bu bunu da daha de değil diye en gibi hangi hem her ile ise "
    "için kadar kendi kim mi mu mü mı nasıl ne neden nerede o olan olarak olduğu onu sana sen seni "
    "senin siz size sizin var ve veya ya yok çok şey şu",
    "ro": "a această acest acum ai al ale am ar are as au ca care ce cel cine cu cum când da dar de deci "
    "din după ea ei el este eu ești fi fie fost iar la le lor mai mult ne nici nu o or ori pe pentru "
    "poate prin sau se sunt să ta te tine tu tău un una unde unei unui va voi vostru vă îi îl în își "
    "și",
    "hu": "a aki akkor ami amikor az azt de egy ez ezt ha hanem hogy hogyan hol is itt jó kell ki kik le "
    "lehet meg mert mi mikor milyen mint mit most már még nagyon nem nincs olyan ott pedig sem te ti "
    "tud tudsz vagy van volna volt és össze úgy ő ők",
}

SMALL_WORDS = {language: frozenset(words.split()) for language, words in _WORDS.items()}
"""By language (BCP 47), small words in lower case."""
