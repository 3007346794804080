"""Made-up words: sentences about a port, its council and its contracts, in plain English.

They are built from pieces, so that no two reasonings are alike and none can hold markup by chance.
"""

from __future__ import annotations

from bench.dice import Dice

WHO = (
    "the harbour office", "the ferry company", "the county auditor", "the dredging firm",
    "the town council", "the pilots' union", "the customs post", "the shipping agent",
    "the insurer", "the port captain", "the works department", "the fishing guild",
    "the river board", "the finance committee", "the crane operator", "the night watch",
    "the survey team", "the consultancy", "the regional bank", "the tug owners",
    "the press office", "the planning desk", "the salvage crew", "the coast station",
    "the grain terminal", "the rail yard", "the fuel depot", "the labour inspectorate",
    "the mayor's office", "the land registry", "the trade chamber", "the weather service",
)  # fmt: skip
DID = (
    "approved", "inspected", "withdrew", "questioned", "confirmed", "published", "signed",
    "refused", "paid for", "put off", "ordered", "reported", "measured", "passed on", "rejected",
    "described", "kept back", "recorded", "announced", "disputed", "copied", "announced again",
    "looked into", "asked for", "promised", "returned", "counted", "shortened", "checked", "closed",
)  # fmt: skip
WHAT = (
    "the second invoice", "the dredging contract", "the list of berths", "the tide tables",
    "the repair of the east mole", "the sale of two tugs", "the depth survey", "the fuel bill",
    "the register of arrivals", "the new crane", "the lease of the quay", "the storm damage",
    "the grain shipment", "the safety report", "the pilot's log", "the letter of March",
    "the tender for the lock", "the night ferry", "the cargo of timber", "the budget for dues",
    "the map of the basin", "the insurance claim", "the salvage fee", "the radio record",
    "the minutes of the meeting", "the third offer", "the list of creditors", "the oil spill",
    "the closing of the gate", "the work on the slipway", "the count of containers", "the audit",
)  # fmt: skip
WHEN = (
    "before the council met", "in the week of the inspection", "on the evening of the storm",
    "two days after the vote", "while the lock was closed", "at the end of the quarter",
    "when the first figures were known", "without a second signature", "at the request of the bank",
    "long before the tender opened", "on the day of the hearing", "after the ferry had sailed",
    "during the strike", "in the presence of a witness", "within the same hour",
    "for the second time that year", "once the gate had been tested", "by telephone",
    "in a letter to the members", "under the older rules", "against the advice of its lawyers",
    "as the season began", "between the two surveys", "when nobody else was on duty",
)  # fmt: skip
TAIL = (
    "and no minutes were kept", "as the register of that month shows", "but the sums do not agree",
    "which nobody has denied so far", "though the dates are not certain",
    "and the papers were filed a month later", "as far as the published pages go",
    "but only a copy of the page is known", "which the other side calls a slip of the pen",
    "and the amount was rounded", "though two witnesses remember it differently",
    "and the reason was never given", "as both parties now say", "but the original is missing",
)  # fmt: skip
LEAD = (
    "By its own account,", "According to the minutes,", "In the words of the notice,",
    "As the log has it,", "On the same page,", "In the first version,", "Seen from the quay,",
    "Taken together,", "By the later count,", "In the end,",
)  # fmt: skip
FOREIGN = {
    "de": (
        ("Das Hafenamt", "Die Reederei", "Der Stadtrat", "Die Lotsen", "Das Amt für Bauten"),
        ("bestätigt", "bestreitet", "prüft", "veröffentlicht", "verschweigt"),
        ("die zweite Rechnung", "den Vertrag", "den Schaden am Kai", "das Protokoll", "die Pacht"),
    ),
    "fr": (
        ("Le port", "La compagnie", "Le conseil", "La banque", "Le service des travaux"),
        ("confirme", "conteste", "publie", "examine", "rejette"),
        ("la seconde facture", "le contrat", "le bail du quai", "les comptes", "le rapport"),
    ),
    "uk": (
        ("Порт", "Рада", "Компанія", "Банк", "Аудитор"),
        ("підтверджує", "заперечує", "перевіряє", "оприлюднює", "відхиляє"),
        ("другий рахунок", "договір", "оренду причалу", "звіт", "протокол"),
    ),
    "ar": (
        ("هيئة الميناء", "شركة العبّارات", "مجلس المدينة", "البنك", "المدقق"),
        ("تؤكد", "تنفي", "تراجع", "تنشر", "ترفض"),
        ("الفاتورة الثانية", "عقد التجريف", "إيجار الرصيف", "التقرير", "المحضر"),
    ),
    "he": (
        ("רשות הנמל", "חברת המעבורות", "מועצת העיר", "הבנק", "המבקר"),
        ("מאשרת", "מכחישה", "בודקת", "מפרסמת", "דוחה"),
        ("את החשבון השני", "את החוזה", "את חכירת הרציף", "את הדוח", "את הפרוטוקול"),
    ),
    "zh": (
        ("港务局", "渡轮公司", "市议会", "银行", "审计员"),
        ("确认", "否认", "审查", "公布", "拒绝"),
        ("第二张发票", "疏浚合同", "码头租约", "报告", "会议记录"),
    ),
}
SLUGS = (
    "quay", "lock", "mole", "berth", "tug", "crane", "gate", "basin", "pilot", "ferry", "tide",
    "depot", "lease", "tender", "audit", "survey", "cargo", "buoy", "anchor", "slip", "grain",
    "timber", "fuel", "dues", "ledger", "minutes", "notice", "vote", "storm", "salvage", "yard",
)  # fmt: skip
TAGS = (
    "accounts", "archives", "audit", "banking", "berths", "budget", "cargo", "contracts", "council",
    "courts", "cranes", "customs", "dredging", "dues", "elections", "energy", "ferries", "fishing",
    "fuel", "grain", "housing", "insurance", "labour", "land-use", "leases", "lobbying", "locks",
    "pensions", "pilots", "procurement", "rail", "registers", "safety", "salvage", "storms", "tax",
    "tenders", "timber", "tugs", "waste",
)  # fmt: skip
OUTLETS = (
    "The Harbour Gazette", "Quayside News", "County Herald", "Der Hafenbote", "Le Courrier du Port",
    "Tide and Trade", "The Evening Log", "Coast Radio", "The Auditor's Desk", "Портовий вісник",
    "Council Notices", "The Shipping List", "Basin Review", "The Ledger", "Morning Pilot",
)  # fmt: skip
PLACES = (
    "East mole", "Old basin", "Grain quay", "Ferry stairs", "Lock house", "Customs yard",
    "Fuel depot", "North light", "Fish hall", "Rail spur", "Slipway four", "Council chamber",
    "Pilot station", "Timber pond", "Crane park", "Salvage wharf", "Outer roads", "West gate",
)  # fmt: skip
NAMES = (
    "Ada", "Bela", "Cem", "Dana", "Edo", "Fen", "Gita", "Hugo", "Ines", "Jaro", "Kaja", "Leo",
    "Mira", "Nils", "Olga", "Pavo", "Rena", "Sami", "Tove", "Udo", "Vera", "Wim", "Yara", "Zeno",
)  # fmt: skip
FAMILY = (
    "Amsel", "Brandt", "Corvi", "Dorn", "Eklund", "Farrow", "Grau", "Holm", "Ivers", "Jansen",
    "Kerr", "Lunde", "Marsh", "Norden", "Oakes", "Pell", "Quist", "Roth", "Strand", "Thorne",
)  # fmt: skip


def capital(text: str) -> str:
    """The text with a capital at its start."""
    return text[:1].upper() + text[1:]


def title(dice: Dice) -> str:
    """A short assertion of at most 75 characters, without a full stop."""
    return capital(f"{dice.pick(WHO)} {dice.pick(DID)} {dice.pick(WHAT)}")


def clause(dice: Dice) -> str:
    """An assertion with a circumstance, without a capital or a full stop."""
    return f"{dice.pick(WHO)} {dice.pick(DID)} {dice.pick(WHAT)} {dice.pick(WHEN)}"


def sentence(dice: Dice) -> str:
    """A sentence of about 16 words, without its full stop."""
    told = clause(dice)
    if dice.chance(0.3):
        told = f"{dice.pick(LEAD)} {told}"
    if dice.chance(0.55):
        told = f"{told}, {dice.pick(TAIL)}"
    if dice.chance(0.15):
        thing = dice.pick(WHAT)
        told = f"{told}, and {dice.pick(('**{}**', '*{}*', '`{}`')).format(thing)} with it"
    return capital(told)


def plain(dice: Dice, sentences: int) -> str:
    """Some sentences without markup."""
    return " ".join(f"{capital(clause(dice))}." for _ in range(sentences))


def foreign(dice: Dice, language: str) -> str:
    """A few words in another language."""
    who, does, what = FOREIGN[language]
    return f"{dice.pick(who)} {dice.pick(does)} {dice.pick(what)}"


def locator(dice: Dice) -> str:
    """A place in a source: a paragraph, a page or a time code."""
    return dice.weighted(
        (
            (f"paragraph {dice.between(1, 24)}", 60),
            (f"p. {dice.between(1, 180)}", 30),
            (f"00:{dice.between(10, 59)}:{dice.between(10, 59)}", 10),
        )
    )
