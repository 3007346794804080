"""The counts of ten claims of the shipped case, worked out by hand from its records.

The way of each citation is written out beside the result: the source, the statement that it
carries, the one that this only repeats ("itself" where it repeats none), and the side for which its
speaker speaks. Ids stand in the order of citing. Where a line names several statements of a source,
the citation says which one is meant.

Roles: Russia and Ukraine are parties, the United States observes, residents witness, and states are
parties to what they say of themselves. No side of the ten has a commentator, as ``_sides`` holds
(``test_case_roles`` has some). What is had only in part is counted in ``test_case_extents``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from claimline.analysis.corroboration import (
    Corroboration,
    Provenance,
    Side,
    corroborate,
    provenance_of,
)
from claimline.diagnostics import Report
from claimline.model.dossier import Dossier
from claimline.model.link import link
from claimline.model.shared_fields import Citation
from claimline.model.validate import validate
from claimline.read import read_project

Counted = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""The ids on one side of a claim: sources, statements, vantage points, unknown origins."""

NOTHING: Counted = ((), (), (), ())


@pytest.fixture(scope="module")
def case(repository: Path) -> Dossier:
    report = Report()
    made = link(validate(read_project(repository, report), report), report)
    assert made is not None, [str(found) for found in report]
    return made


def _sides(case: Dossier, claim: str) -> tuple[Corroboration, Counted, Counted]:
    found = corroborate(case, case.claims[claim])
    assert found.backing.commentators == found.against.commentators == ()
    return found, _counted(found.backing), _counted(found.against)


def _counted(side: Side) -> Counted:
    return side.sources, side.statements, side.vantage_points, side.untraced


def test_many_sources_one_vantage_point(case: Dossier) -> None:
    """Nine sources, three speakers, one party; against it a party and an observer.

    For:
    - kommersant: carries only lavrov-2025-12-29, itself; Lavrov for Russia.
    - moscowtimes-lavrov: of two, lavrov-2025-12-29.
    - interfax-mod-evening: only mod-sitrep-2025-12-29-evening, itself; the ministry for Russia.
    - blog-agencies, qalampir, newsx: of several, lavrov-2025-12-29 again.
    - ibtimes: of several, mod-sitrep-2025-12-29-evening again.
    - caliber: of several, lavrov-2025-12-29 again.
    - tass-galuzin: only galuzin-tass-2026-02-15, itself; Galuzin for Russia.

    Against:
    - interfaxukraine-zelensky: only zelensky-journalists-2025-12-29, itself; for Ukraine.
    - wion-sybiha: only sybiha-x-2025-12-30, itself; Sybiha for Ukraine.
    - moscowtimes-wsj-cia: only cia-via-wsj-2025-12-31, itself; officials for the United States.
    - citynews-ap-trump: only trump-airforceone-2026-01-04, itself (that it revises another does
      not make it repeat it); Trump for the United States.
    """
    found, backing, against = _sides(case, "ukraine-sent-91-drones-at-residence")
    assert backing == (
        (
            "kommersant-lavrov-fulltext-2025-12-29",
            "moscowtimes-lavrov-claim-2025-12-29",
            "interfax-mod-evening-91-2025-12-29",
            "blog-agencies-2025-12",
            "qalampir-review-2026-01",
            "newsx-2025-12-29",
            "ibtimes-inkl-2025-12",
            "caliber-analysis-2026-01-03",
            "tass-galuzin-2026-02-15",
        ),
        ("lavrov-2025-12-29", "mod-sitrep-2025-12-29-evening", "galuzin-tass-2026-02-15"),
        ("russia",),
        (),
    )
    assert against == (
        (
            "interfaxukraine-zelensky-2025-12-29",
            "wion-sybiha-2025-12-30",
            "moscowtimes-wsj-cia-2026-01-01",
            "citynews-ap-trump-2026-01-04",
        ),
        (
            "zelensky-journalists-2025-12-29",
            "sybiha-x-2025-12-30",
            "cia-via-wsj-2025-12-31",
            "trump-airforceone-2026-01-04",
        ),
        ("ukraine", "united-states"),
        (),
    )
    assert found.checkable == ()


def test_the_other_side_bears_it_out(case: Dossier) -> None:
    """That a denial was made: six statements by its speakers and by the one who answers them.

    For:
    - interfaxukraine-zelensky: only zelensky-journalists-2025-12-29; Zelenskyy for Ukraine.
    - foxnews: only zelensky-x-2025-12-29, marked as checkable; Ukraine's access is direct.
    - fakty: only sybiha-x-2025-12-29; Sybiha for Ukraine.
    - wion: only sybiha-x-2025-12-30. lbc: only zelensky-journalists-2025-12-30.
    - tass-peskov-denial-mad: only peskov-2025-12-30; Peskov for Russia.
    - caliber, qalampir, newsx: zelensky-journalists-2025-12-29. blog: zelensky-x-2025-12-29.
    - ibtimes, cited twice and one source: zelensky-journalists-2025-12-29, sybiha-x-2025-12-30.
    """
    found, backing, against = _sides(case, "ukraine-denies-attack")
    assert backing == (
        (
            "interfaxukraine-zelensky-2025-12-29",
            "foxnews-zelensky-x-2025-12-29",
            "fakty-sybiha-2025-12-29",
            "wion-sybiha-2025-12-30",
            "lbc-zelensky-2025-12-30",
            "tass-peskov-denial-mad-2025-12-30",
            "caliber-analysis-2026-01-03",
            "blog-agencies-2025-12",
            "qalampir-review-2026-01",
            "newsx-2025-12-29",
            "ibtimes-inkl-2025-12",
        ),
        (
            "zelensky-journalists-2025-12-29",
            "zelensky-x-2025-12-29",
            "sybiha-x-2025-12-29",
            "sybiha-x-2025-12-30",
            "zelensky-journalists-2025-12-30",
            "peskov-2025-12-30",
        ),
        ("ukraine", "russia"),
        (),
    )
    assert against == NOTHING
    assert found.checkable == ("ukraine",)


def test_a_party_and_an_observer_behind_it(case: Dossier) -> None:
    """Drones flew: by the side that shot and by the side that doubts the target.

    For:
    - newdaynews: only mod-sitrep-2025-12-29-morning; the ministry for Russia.
    - newsru: only mod-sitrep-2025-12-29-0900; the ministry for Russia.
    - novvedomosti, two sources: only governor-dronov-2025-12-29, one statement; for Russia.
    - moscowtimes-wsj-cia: only cia-via-wsj-2025-12-31; officials for the United States.
    - citynews-ap-trump: only trump-airforceone-2026-01-04; Trump for the United States.
    - qalampir: of several, cia-via-wsj-2025-12-31 again.
    - ibtimes: of several, mod-sitrep-2025-12-29-evening; the ministry for Russia.

    The analysis, the institute and the residents are context, and count on no side.
    """
    _, backing, against = _sides(case, "drones-flew-over-novgorod-region")
    assert backing == (
        (
            "newdaynews-mod-overnight-89-2025-12-29",
            "newsru-mod-novgorod-23-2025-12-29",
            "novvedomosti-governor-18-2025-12-29",
            "novvedomosti-governor-23",
            "moscowtimes-wsj-cia-2026-01-01",
            "citynews-ap-trump-2026-01-04",
            "qalampir-review-2026-01",
            "ibtimes-inkl-2025-12",
        ),
        (
            "mod-sitrep-2025-12-29-morning",
            "mod-sitrep-2025-12-29-0900",
            "governor-dronov-2025-12-29",
            "cia-via-wsj-2025-12-31",
            "trump-airforceone-2026-01-04",
            "mod-sitrep-2025-12-29-evening",
        ),
        ("russia", "united-states"),
        (),
    )
    assert against == NOTHING


def test_many_vantage_points_and_one_source_cited_for_two_ends(case: Dossier) -> None:
    """Seven states say that they, or others, condemned.

    For:
    - tass-lavrov-thanks: only lavrov-2025-12-30; Lavrov for Russia.
    - tass-galuzin: only galuzin-tass-2026-02-15; Galuzin for Russia.
    - etvbharat: of two, uae-mofa-2025-12-29; the ministry for the Emirates. Cited again for
      Modi's post, as context, which counts nowhere: India is on no side.
    - htnworld: only sharif-x-2025-12-30; Sharif for Pakistan.
    - fergana: only central-asia-calls-2025-12-30; the two presidents' press services, recorded as a
      side of their own, and parties to the calls.
    - aa, cited three times and one source: of three, central-asia-calls-2025-12-30 again;
      turkmenistan-condemnation-2025-12 and iran-condemnation-2025-12, each for its own state.
    - tass-lukashenko: of two, lukashenko-2025-12-31; Lukashenko for Belarus.
    """
    _, backing, against = _sides(case, "many-states-condemned")
    assert backing == (
        (
            "tass-lavrov-thanks-2025-12-30",
            "tass-galuzin-2026-02-15",
            "etvbharat-uae-modi-2025-12-30",
            "htnworld-pakistan-sharif-2025-12-30",
            "fergana-central-asia-2025-12-30",
            "aa-central-asia-iran-2025-12-30",
            "tass-lukashenko-2025-12-31",
        ),
        (
            "lavrov-2025-12-30",
            "galuzin-tass-2026-02-15",
            "uae-mofa-2025-12-29",
            "sharif-x-2025-12-30",
            "central-asia-calls-2025-12-30",
            "turkmenistan-condemnation-2025-12",
            "iran-condemnation-2025-12",
            "lukashenko-2025-12-31",
        ),
        (
            "russia", "uae", "pakistan", "central-asian-presidents", "turkmenistan", "iran",
            "belarus",
        ),
        (),
    )  # fmt: skip
    assert against == NOTHING


def test_unknown_origin_on_one_side_and_checkable_on_the_other(case: Dossier) -> None:
    """Russia said that it stays; two aggregators say otherwise and nobody knows from whom.

    For:
    - kommersant: only lavrov-2025-12-29; Lavrov for Russia. Marked as checkable; Lavrov's access
      is indirect and Russia's direct, so Russia is checkable.
    - blog, qalampir: of several, lavrov-2025-12-29 again.
    - ibtimes: of several, peskov-2025-12-30; Peskov for Russia. What it gives to Ushakov is
      context, as his own account lacks it, and so is Galuzin's word on a meeting.

    Against: upday and britbrief carry nothing, so their origin is not known.
    """
    found, backing, against = _sides(case, "russia-stays-in-talks")
    assert backing == (
        (
            "kommersant-lavrov-fulltext-2025-12-29",
            "blog-agencies-2025-12",
            "qalampir-review-2026-01",
            "ibtimes-inkl-2025-12",
        ),
        ("lavrov-2025-12-29", "peskov-2025-12-30"),
        ("russia",),
        (),
    )
    unknown = ("upday-withdraw-2026-01-01", "britbrief-abandon-talks")
    assert against == (unknown, (), (), unknown)
    assert found.checkable == ("russia",)


def test_copies_of_copies(case: Dossier) -> None:
    """Three sources against it, two of them one text, and all of them Lavrov's one statement.

    For: nothing. 234radio, which turned the sentence round, is context.

    Against:
    - aljazeera: of four, lavrov-2025-12-29; Lavrov for Russia.
    - whistlebuzz: carries only the source aljazeera, and so its four; of these
      lavrov-2025-12-29 again.
    - kommersant: only lavrov-2025-12-29 again.
    """
    found, backing, against = _sides(case, "lavrov-said-putin-was-not-there")
    assert backing == NOTHING
    assert against == (
        (
            "aljazeera-2026-01-02",
            "whistlebuzz-copy",
            "kommersant-lavrov-fulltext-2025-12-29",
        ),
        ("lavrov-2025-12-29",),
        ("russia",),
        (),
    )
    # 234radio is cited without a statement, and its original carries four.
    assert [each.outcome for each in found.provenance] == ["which-statement"] + 3 * ["traced"]


def test_a_group_of_witnesses_and_a_witness_whom_a_party_presents(case: Dossier) -> None:
    """Residents, asked by two outlets, against a resident whom the ministry presented.

    For:
    - moscowtimes-valdai-residents: only valdai-residents-mozhem-obyasnit-2025-12-30; residents,
      who speak for no one else.
    - nashaniva: of three, the same statement.
    - rbcukraine: of two, valdai-residents-sota-2025-12-29; residents again.

    Against:
    - tass-bolshakov: of two, bolshakov-2025-12-31; recorded as Russia's word.
    """
    _, backing, against = _sides(case, "residents-heard-nothing")
    assert backing == (
        (
            "moscowtimes-valdai-residents-2025-12-30",
            "nashaniva-inconsistencies-2025-12-30",
            "rbcukraine-isw-2025-12-30",
        ),
        ("valdai-residents-mozhem-obyasnit-2025-12-30", "valdai-residents-sota-2025-12-29"),
        ("valdai-residents",),
        (),
    )
    assert against == (
        ("tass-bolshakov-2025-12-31",),
        ("bolshakov-2025-12-31",),
        ("russia",),
        (),
    )


def test_a_side_of_unknown_origin_alone(case: Dossier) -> None:
    """One source behind it, and no one behind the source.

    For: thenewskendra carries nothing.

    Against: tass-peskov-whereabouts carries only peskov-2025-12-30; Peskov for Russia.
    """
    _, backing, against = _sides(case, "officials-said-putin-was-elsewhere")
    unknown = ("thenewskendra-not-present",)
    assert backing == (unknown, (), (), unknown)
    assert against == (
        ("tass-peskov-whereabouts-2025-12-30",),
        ("peskov-2025-12-30",),
        ("russia",),
        (),
    )


def test_one_vantage_point_that_others_can_check(case: Dossier) -> None:
    """What the United States holds is its own to say; one statement of it was on the record.

    For:
    - moscowtimes-wsj-cia: only cia-via-wsj-2025-12-31; officials for the United States.
    - kvia-cnn: of two, cia-via-cnn-2026-01-01; officials for the United States.
    - cibercuba: only cia-via-wsj-2025-12-31 again; qalampir, of several, again.
    - citynews-ap-trump: only trump-airforceone-2026-01-04; Trump for the United States. Marked as
      checkable; Trump's access is indirect and his state's direct.
    """
    found, backing, against = _sides(case, "us-assessed-residence-was-not-target")
    assert backing == (
        (
            "moscowtimes-wsj-cia-2026-01-01",
            "kvia-cnn-cia-2026-01-01",
            "cibercuba-reuters-2026-01-01",
            "qalampir-review-2026-01",
            "citynews-ap-trump-2026-01-04",
        ),
        ("cia-via-wsj-2025-12-31", "cia-via-cnn-2026-01-01", "trump-airforceone-2026-01-04"),
        ("united-states",),
        (),
    )
    assert against == NOTHING
    assert found.checkable == ("united-states",)


def test_one_source_on_both_sides(case: Dossier) -> None:
    """A ministry gives a reason for a strike, and one of two outlets has the answer as well.

    For:
    - irishtimes: of two, mod-oreshnik-2026-01-09; the ministry for Russia.
    - kommersant-nizhny-novgorod: only mod-oreshnik-2026-01-09 again.

    Against: irishtimes, of two, ukraine-oreshnik-answer-2026-01-09; Ukraine.
    """
    _, backing, against = _sides(case, "oreshnik-was-the-response")
    both, copy = "irishtimes-oreshnik-2026-01-09", "kommersant-nizhny-novgorod"
    assert backing == ((both, copy), ("mod-oreshnik-2026-01-09",), ("russia",), ())
    assert against == ((both,), ("ukraine-oreshnik-answer-2026-01-09",), ("ukraine",), ())


def test_who_passes_on_adds_no_vantage_point(case: Dossier) -> None:
    """The one statement of the case that only repeats: Trump's remarks, which straitstimes carries,
    repeat what Putin said for Russia. Neither Trump nor the United States comes in."""
    repeating = [id_ for id_, statement in case.statements.items() if statement.repeats]
    assert repeating == ["trump-remarks-2025-12-29"]
    source, said = "straitstimes-reuters-flightfile-2026-01-01", "putin-to-trump-2025-12-29"
    expected = Provenance(source, "traced", repeating[0], said, "putin", "russia")
    cited = Citation(source=source, statement=repeating[0], stance="repeats")
    assert provenance_of(case, cited) == expected
