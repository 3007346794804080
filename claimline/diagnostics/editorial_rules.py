"""The rules of evidence: each code with its level, summary, reason and cure."""

from __future__ import annotations

from claimline.diagnostics.levels import Rule, error, warning

RULES: dict[str, Rule] = {
    "unexplained-change": warning(
        "A verdict, a claim or an address changed since it was published, and nothing says so",
        "Readers rely on what they read, and link to it.",
        "Add an entry to `history` for a verdict, to `corrections` for a claim's words, to "
        "`redirects` for an address. Then run `claimline publish --record`.",
    ),
    "interface-language": warning(
        "The interface is not translated into the site's language",
        "Menus, headings and dates would be English, while the site's own words are not.",
        "Choose their language with `interface_language` in `site.yaml`.",
    ),
    "bad-catalogue": error(
        "A project's own catalogue cannot be used as it is",
        "Readers would see words without their numbers, or HTML as text, or a page could not be "
        "made.",
        "Correct the translation at the named line. See the page on the interface's languages.",
    ),
    "catalogue-differs": warning(
        "A project's own catalogue has other messages than the program",
        "What is not translated stays English. A translation that no page uses helps nobody.",
        "Translate what is missing, and correct or remove what the program does not have.",
    ),
    "unknown-language": warning(
        "A language has no known name",
        "Readers would see its code in place of a name.",
        "Correct the code (BCP 47). If it is right, the CLDR has no name for the language yet.",
    ),
    "claim-without-citation": error(
        "A claim has no citation",
        "Nothing is shown as known without evidence.",
        "Add a citation, with the stance that the source takes.",
    ),
    "claim-without-verdict": warning(
        "A claim of kind `fact` or `record` has no verdict",
        "A reader cannot tell whether it was judged, and may take it for a fact.",
        "Add `verdict`, or give the claim another `kind`.",
    ),
    "citation-without-stance": warning(
        "A citation has no stance",
        "It counts as `context`: neither for the claim nor against it.",
        "Say what the source does: `supports`, `disputes`, `repeats` or `context`.",
    ),
    "event-without-citation": error(
        "An event has no citation",
        "Nothing is shown as known without evidence.",
        "Add a citation, or say in `no_source` why none is known.",
    ),
    "quote-without-locator": warning(
        "A quote has no locator",
        "Readers need it to find the quote in the source.",
        "Add `at:` with a paragraph, page or time code.",
    ),
    "quote-too-long": warning(
        "A quote is longer than forty words",
        "A short quote is easy to find. A long one is a copy.",
        "Quote the words that matter, and say the rest in your own.",
    ),
    "source-never-cited": warning(
        "A source is cited nowhere",
        "Readers would take it for evidence.",
        "Cite it, or remove it.",
    ),
    "source-without-address": warning(
        "A source has no address and no archive copy",
        "A reader cannot check it.",
        "Add `url`, `archives`, or `url_status: unknown` with a note that says why.",
    ),
    "same-source": warning(
        "Two records describe the same source",
        "Their addresses lead to the same page, or one is an archive copy of the other. The "
        "source counts once everywhere.",
        "Keep one record, or correct the address.",
    ),
    "same-actor": warning(
        "Two records may describe the same actor, and count apart",
        "Addresses in their `same_as` lead to the same page. One actor under two ids would count "
        "twice.",
        "Keep one record and put the other name in its `also_known_as`, give one the other as "
        "`party`, or correct the address. `claimline merge-records actor OLD NEW` leads all "
        "references to one record. If they are two actors, accept the warning.",
    ),
    "statement-not-carried": warning(
        "No source carries a statement",
        "A reader cannot check that it was made.",
        "Add it to the `carries` of a source.",
    ),
    "supported-by-one-party": warning(
        "A claim is called supported on the word of fewer than two vantage points",
        "Ten articles that repeat one statement are not ten confirmations, and commentators do not "
        "count.",
        "Find an independent origin, or change the verdict.",
    ),
    "assumed-role": warning(
        "A verdict rests on a vantage point whose role no record says",
        "An actor without a role is taken for a commentator if it is an outlet, and for a party if "
        "not. A party counts as a vantage point, and a commentator does not.",
        "Add `role` to the actor, to the actor that it speaks for, or to the statement.",
    ),
    "stance-before-claim": warning(
        "An actor answers a claim before it was made",
        "Words that are older than a claim cannot deny or confirm it.",
        "Cite an answer to the claim, correct a date, or cite the older words as context.",
    ),
    "which-statement": warning(
        "A citation does not say which of its source's statements it cites",
        "It stays open whose word it is, so the citation counts for nobody.",
        "Add `statement:`.",
    ),
    "record-contradicts": error(
        "A claim of kind `record` and a claim of another kind are said to contradict each other",
        "That somebody is on record with a denial does not show that the fact is untrue.",
        "Write `how: bears-on`.",
    ),
    "unknown-origin": warning(
        "A source that supports a claim carries nothing that can be traced",
        "A source of unknown origin never counts as independent.",
        "Add `carries` to the source. If nobody knows its origin, write `origin: unknown`, and "
        "say why in its note.",
    ),
    "short-too-long": error(
        "A short title is longer than 75 characters",
        "Lists, search results and shared links would cut it off.",
        "Shorten it.",
    ),
    "verdict-without-reasoning": warning(
        "A verdict has no reasoning",
        "Readers cannot see why the claim was judged so.",
        "Add `reasoning`.",
    ),
    "verdict-history": error(
        "The history of a verdict has a gap, goes back in time, or does not end at the verdict",
        "Readers should see every change of a verdict, and in the order of the days.",
        "Add the entry that is missing, or correct the dates: each starts where the one before "
        "ended, and the last one ends at the verdict.",
    ),
    "judge-again": warning(
        "A verdict is older than a change in what it rests on",
        "A claim on which it depends was refuted or is no longer supported, the speaker revised "
        "the statement in which it was made, or a quote is gone from a newer copy of its source.",
        "Judge it again, and add a `history` entry of that day or later, even if the verdict "
        "stays.",
    ),
    "review-date": warning(
        "A change or correction of a claim is later than the last review of the site",
        "Every page says when the site was last reviewed, and would name a day before that change.",
        "Write the day of the change, or a later one, as `updated` in `site.yaml`.",
    ),
    "both-supported": warning(
        "Two claims that contradict each other are both called supported",
        "Only one of them can be right.",
        "Change one of the verdicts, or the relation.",
    ),
    "detail-with-one-value": warning(
        "A question has fewer than two answers",
        "A question compares several answers.",
        "Add the answers of other sources, or make it a claim.",
    ),
    "sum-differs": warning(
        "The parts of a sum do not add up to its total",
        "The page shows parts and total as one sum.",
        "Correct a number, or add the part that is missing.",
    ),
    "brief-without-citation": warning(
        "A brief cites nothing",
        "Every sentence that states a fact needs a citation.",
        "Cite sources with `[@source]`.",
    ),
    "unused-waiver": error(
        "A record accepts a warning that it does not have",
        "The waiver would hide the warning later, when nobody thinks of it.",
        "Remove it from `accept`.",
    ),
    "unused-record": warning(
        "An actor or a place is named nowhere",
        "Its page would be empty.",
        "Name it in a record, or remove it.",
    ),
    "reliability-without-reason": warning(
        "A source is graded without a reason",
        "A grade that nobody can check is an opinion.",
        "Add `reliability_reason`.",
    ),
}
