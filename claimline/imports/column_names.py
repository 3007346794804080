"""Guesses what the columns of a table are, from their names in four languages."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# English, German, French and Arabic. Names are compared without case, marks and spaces.
_NAMES = {
    "id": (
        "id | key | nr | no | number | kennung | nummer | numéro | identifiant | الرقم | رقم | معرف"
    ),
    "title": (
        "title | headline | name | heading | incident | event | titel | überschrift | "
        "schlagzeile | vorfall | ereignis | titre | évènement | événement | العنوان | عنوان | "
        "الحادثة | الحدث"
    ),
    "claim": (
        "claim | assertion | allegation | claim text | claim reviewed | behauptung | aussage "
        "| affirmation | allégation | الادعاء | ادعاء | الزعم | المزاعم"
    ),
    "description": (
        "description | text | summary | details | narrative | what happened | notes text | "
        "beschreibung | zusammenfassung | was geschah | einzelheiten | description des faits "
        "| résumé | détails | الوصف | وصف | الملخص | ملخص | التفاصيل"
    ),
    "date": (
        "date | when | incident date | event date | date of incident | start date | start | "
        "day | datum | wann | tag | beginn | date de l'incident | quand | jour | التاريخ | "
        "تاريخ | متى | اليوم"
    ),
    "end_date": (
        "end date | end | until | enddatum | ende | bis | date de fin | fin | تاريخ الانتهاء"
    ),
    "time": "time | time of day | hour | uhrzeit | zeit | heure | الوقت | الساعة",
    "place": (
        "place | location | city | town | site | where | locality | venue | ort | stadt | wo "
        "| lieu | ville | où | localité | المكان | مكان | الموقع | المدينة"
    ),
    "country": "country | country code | land | ländercode | pays | البلد | الدولة",
    "latitude": "latitude | lat | breite | breitengrad | خط العرض",
    "longitude": "longitude | lon | lng | long | länge | längengrad | خط الطول",
    "coordinates": (
        "coordinates | lat lon | latitude longitude | geolocation | coords | gps | "
        "koordinaten | coordonnées | الإحداثيات | إحداثيات"
    ),
    "source": (
        "source | sources | source 1 | source 2 | source 3 | source url | source urls | "
        "evidence | reference | references | quelle | quellen | beleg | belege | sources des "
        "faits | référence | références | preuve | المصدر | مصدر | المصادر | المراجع"
    ),
    "url": (
        "url | link | links | web address | address of page | webadresse | verweis | lien | "
        "liens | adresse web | الرابط | رابط | الروابط"
    ),
    "publisher": (
        "publisher | outlet | media | published by | publication | website | verlag | medium "
        "| herausgeber | éditeur | média | الناشر | الوسيلة"
    ),
    "author": (
        "author | authors | by line | byline | autor | autoren | autorin | verfasser | auteur "
        "| auteurs | autrice | المؤلف | الكاتب | المؤلفون"
    ),
    "published": (
        "published | publication date | date published | published on | veröffentlicht | "
        "erschienen | veröffentlichungsdatum | publié | date de publication | تاريخ النشر"
    ),
    "language": "language | lang | sprache | langue | اللغة",
    "source_kind": "source type | source kind | quellenart | type de source | نوع المصدر",
    "archive": (
        "archive | archive url | archived | archive link | archived url | archiv | archivlink "
        "| الأرشيف | رابط الأرشيف"
    ),
    "by": (
        "claimant | speaker | who said it | claimed by | said by | sprecher | sprecherin | "
        "wer sagt es | behauptet von | auteur de l'affirmation | déclaré par | المدعي | "
        "القائل"
    ),
    "said": "claim date | said on | said | date said | gesagt am | dit le | تاريخ الادعاء",
    "quote": "quote | quotation | zitat | citation | اقتباس",
    "locator": "locator | page | pages | timecode | seite | fundstelle | صفحة",
    "tags": (
        "tags | tag words | keywords | category | categories | labels | schlagwörter | "
        "stichwörter | kategorie | mots clés | étiquettes | catégorie | الوسوم | الكلمات "
        "المفتاحية | التصنيف"
    ),
}
TARGETS = tuple(_NAMES)
"""The things that a column can be. Any other column goes to `fields`."""

_LONGEST = 60
_NUMBERED = re.compile(r"(?P<name>.*[^\d])\d{1,2}")


def target_of(name: str) -> str:
    """Return what a column of this name is, or "" if the name does not say it.

    "Source 4" is another "Source".
    """
    if len(name) > _LONGEST:
        return ""
    plain = _plain(name)
    numbered = _NUMBERED.fullmatch(plain)
    return _targets().get(plain) or (_targets().get(numbered["name"], "") if numbered else "")


@cache
def _targets() -> dict[str, str]:
    return {_plain(name): target for target, names in _NAMES.items() for name in names.split("|")}


def _plain(name: str) -> str:
    """Return the letters and digits of a name, in lower case and without accents."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in decomposed if c.isalnum())
