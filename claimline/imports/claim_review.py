"""Fact checks: ClaimReview in JSON and in pages, and answers of Google's interfaces."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from claimline.author.plain_words import address_of, free_field, line_of, short_of
from claimline.imports.identity import folded
from claimline.imports.json_ld import items_in_page, title_and_language, typed_items, types_of
from claimline.imports.mapping import Mapped
from claimline.imports.proposal import Collector, Findings, RecordLink
from claimline.imports.reference_records import words_of_json
from claimline.imports.safe_bytes import UnimportableError, check_count, json_of, text_of
from claimline.imports.sources import cited, language_of, source_data
from claimline.imports.when import date_or_ask
from claimline.value import Value

_TAKEN = frozenset({
    "@context", "@type", "url", "headline", "name", "claimReviewed", "datePublished", "inLanguage",
    "author", "reviewRating", "itemReviewed",
})  # fmt: skip
_TAKEN_INSIDE = frozenset({
    "@type", "name", "alternateName", "ratingExplanation", "author", "datePublished",
    "firstAppearance", "appearance", "itemReviewed",
})  # fmt: skip


class FactCheck(Value, frozen=True):
    """A fact check of one claim.

    ``speakers`` are names, each with the type of its item. ``rest`` is all other data of the fact
    check.
    """

    claim: str
    url: str = ""
    title: str = ""
    publisher: str = ""
    published: str = ""
    language: str = ""
    rating: str = ""
    said: str = ""
    speakers: tuple[tuple[str, str], ...] = ()
    appearances: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    rest: str = ""


def read_claim_reviews(data: bytes, mapped: Mapped, name: str) -> Findings:
    """Return the claims of the fact checks in a JSON file or a page.

    The verdict of a fact check is its publisher's. It goes to `fields`, and the claim has none.

    Raises:
        UnimportableError: there is no ClaimReview in the file.
    """
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        what = "fact checks in JSON (ClaimReview)"
        reviews = [*_of_interfaces(data_json := json_of(data)), *_of_items(data_json, "", "")]
    else:
        what, page = "a page with ClaimReview", text_of(data)
        reviews = list(_of_items(items_in_page(page), *title_and_language(page)))
    check_count(len(reviews), "fact checks")
    if not reviews:
        raise UnimportableError("There is no ClaimReview in it.")
    collector = Collector()
    by_claim: dict[str, list[FactCheck]] = {}
    for review in reviews:
        if review.claim:
            by_claim.setdefault(folded(review.claim), []).append(review)
        else:
            collector.leave(name, "A fact check without a claim", f"{review.title} {review.url}")
    for of_claim in by_claim.values():
        _add_claim(collector, of_claim, mapped)
    return collector.findings(what, len(reviews))


def _add_claim(collector: Collector, reviews: list[FactCheck], mapped: Mapped) -> None:
    """Propose a claim with all its fact checks."""
    first = reviews[0]
    origin = line_of(first.url or first.claim)[:100]
    citations: dict[RecordLink, dict[str, Any]] = {}
    speakers: dict[RecordLink, None] = {}
    fields = []
    for review in reviews:
        data = source_data(
            title=review.title or (f"[Fact check: {short_of(review.claim)}]"),
            url=address_of(review.url),
            publisher=review.publisher,
            published=date_or_ask(review.published, mapped.order),
            language=language_of(review.language),
            kind="analysis",
            origin=origin,
        )
        link = collector.add("source", data, origin)
        citations[link] = cited(link, "context")
        if review.rating:
            by = review.publisher or "a fact check"
            fields.append(free_field(f"Rating by {by}", review.rating))
        fields += [free_field(label, text) for label, text in review.facts if text]
        collector.leave(origin, f"Else in the fact check by {review.publisher}", review.rest)
        for words in review.appearances:
            if not (address := address_of(words)):
                fields.append(free_field("Appearance", words))
                continue
            appearance = source_data(title="", url=address, origin=origin)
            link = collector.add("source", appearance, origin)
            citations.setdefault(link, cited(link, "repeats"))
        for speaker, type_ in review.speakers:
            actor: dict[str, Any] = {"name": line_of(speaker)}
            if type_ not in ("", "Person"):
                actor["kind"] = "organisation"
            if actor["name"]:
                speakers[collector.add("actor", actor, origin)] = None
    said = next((review.said for review in reviews if review.said), "")
    date = date_or_ask(said, mapped.order)
    collector.add(
        "claim",
        {
            "claim": line_of(first.claim),
            "short": short_of(first.claim),
            "by": list(speakers),
            "said": date,
            "citations": list(citations.values()),
            "fields": fields + ([] if date or not said else [free_field("Said", said)]),
        },
        origin,
    )


def _of_items(data: Any, page_title: str, page_language: str) -> Iterator[FactCheck]:
    """Yield the fact checks in items of schema.org."""
    for item in typed_items(data, "ClaimReview"):
        reviewed = _first(item.get("itemReviewed"))
        rating = _first(item.get("reviewRating"))
        claim_items = [reviewed, *_list(reviewed.get("itemReviewed"))]
        authors = [
            each for it in claim_items if isinstance(it, dict) for each in _list(it.get("author"))
        ]
        appearances = [
            _address(each)
            for key in ("firstAppearance", "appearance", "url", "sameAs")
            for each in _list(reviewed.get(key))
        ]
        yield FactCheck(
            claim=line_of(_words(item.get("claimReviewed")) or _words(reviewed.get("name"))),
            url=_address(item.get("url")),
            title=_words(item.get("headline")) or _words(item.get("name")) or page_title,
            publisher=_words(item.get("author")) or _words(item.get("publisher")),
            published=_words(item.get("datePublished")),
            language=_words(item.get("inLanguage")) or page_language,
            rating=_words(rating.get("alternateName")) or _words(rating.get("name"))
            or _words(rating.get("ratingValue")),
            said=_words(reviewed.get("datePublished")),
            speakers=tuple((_words(each), _type(each)) for each in authors),
            appearances=tuple(dict.fromkeys(filter(None, appearances))),
            facts=(("Explanation", _words(rating.get("ratingExplanation"))),),
            rest=_rest(item),
        )  # fmt: skip


def _rest(item: dict[str, Any]) -> str:
    """Return the other data of a fact check, such as more of its publisher and its rating."""
    parts = {key: value for key, value in item.items() if key not in _TAKEN}
    nested = (("author", item.get("author")), ("reviewRating", item.get("reviewRating")))
    reviewed = _first(item.get("itemReviewed"))
    for key, value in (*nested, ("itemReviewed", reviewed), ("speaker", reviewed.get("author"))):
        more = {k: v for k, v in _first(value).items() if k not in _TAKEN_INSIDE}
        parts |= {key: more} if more else {}
    return "\n".join(f"{key}: {words_of_json(value)}" for key, value in parts.items())


def _of_interfaces(data: Any) -> Iterator[FactCheck]:
    """Yield the fact checks in answers of Google's Fact Check Tools: claims and marked pages."""
    if not isinstance(data, dict):
        return
    for claim in _dicts(data.get("claims")):
        for review in _dicts(claim.get("claimReview")):
            publisher = _first(review.get("publisher"))
            yield FactCheck(
                claim=line_of(_words(claim.get("text"))),
                url=_words(review.get("url")),
                title=_words(review.get("title")),
                publisher=_words(publisher.get("name")) or _words(publisher.get("site")),
                published=_words(review.get("reviewDate")),
                language=_words(review.get("languageCode")),
                rating=_words(review.get("textualRating")),
                said=_words(claim.get("claimDate")),
                speakers=tuple((name, "") for name in [_words(claim.get("claimant"))] if name),
            )
    for page in _dicts(data.get("claimReviewMarkupPages")):
        for markup in _dicts(page.get("claimReviewMarkups")):
            speaker, rating = _first(markup.get("claimAuthor")), _first(markup.get("rating"))
            first = _words(markup.get("claimFirstAppearance"))
            yield FactCheck(
                claim=line_of(_words(markup.get("claimReviewed"))),
                url=_words(markup.get("url")) or _words(page.get("pageUrl")),
                publisher=_words(_first(page.get("claimReviewAuthor")).get("name")),
                published=_words(page.get("publishDate")),
                rating=_words(rating.get("textualRating")) or _words(rating.get("ratingValue")),
                said=_words(markup.get("claimDate")),
                speakers=((_words(speaker.get("name")), ""),),
                appearances=tuple(filter(None, [first, *_list(markup.get("claimAppearances"))])),
                facts=(("Place", _words(markup.get("claimLocation"))),
                       ("Office of the speaker", _words(speaker.get("jobTitle")))),
            )  # fmt: skip


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [each for each in _list(value) if isinstance(each, dict)]


def _first(value: Any) -> dict[str, Any]:
    return next(iter(_dicts(value)), {})


def _type(value: Any) -> str:
    return next(iter(types_of(value)), "") if isinstance(value, dict) else ""


def _words(value: Any) -> str:
    """Return a value as words. For an item they are its name, for a list its first value."""
    value = next((each for each in _list(value) if each not in ("", None)), "")
    if isinstance(value, dict):
        return _words(value.get("@value", value.get("name")))
    return words_of_json(value).strip()


def _address(value: Any) -> str:
    """Return the address of a value, which may be an item."""
    value = next(iter(_list(value)), "")
    if isinstance(value, dict):
        return _words(value.get("url", value.get("@id")))
    return words_of_json(value).strip()
