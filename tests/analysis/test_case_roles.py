"""The counts of claims of the shipped case in which roles matter, worked out by hand.

As in ``test_case_counts``: from the citation to the statement, the speaker, and whether that one
could know. The role is the statement's own where it gives one, else the actor's.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from claimline.analysis.corroboration import Corroboration, corroborate, totals
from claimline.diagnostics import Report
from claimline.model.dossier import Dossier
from claimline.model.link import link
from claimline.model.validate import validate
from claimline.read import read_project


@pytest.fixture(scope="module")
def case(repository: Path) -> Dossier:
    report = Report()
    linked = link(validate(read_project(repository, report), report), report)
    assert linked is not None, [str(diagnostic) for diagnostic in report]
    return linked


def _counted(case: Dossier, claim: str) -> Corroboration:
    return corroborate(case, case.claims[claim])


def test_an_observer_in_one_statement_and_a_commentator_beside_it(case: Dossier) -> None:
    """That no traces were found online: who looked, and who only compares.

    For:
    - mayascorner: only isw-2025-12-29. The institute is a commentator by its record, and an
      observer with direct access in this statement, for which it searched itself. Checkable.
    - nashaniva: of three, nashaniva-own-words-2025-12; Nasha Niva, a commentator.
    - unn-isw: only isw-2025-12-29 again.
    """
    counted = _counted(case, "no-open-source-trace-found")
    assert len(counted.backing.sources) == 3
    assert counted.backing.statements == ("isw-2025-12-29",)
    assert counted.backing.vantage_points == ("isw",)
    assert counted.backing.commentators == ("nasha-niva",)
    assert counted.checkable == ("isw",)
    assert not counted.confirmed


def test_commentators_alone_on_both_sides(case: Dossier) -> None:
    """Where the residence is: three outlets in their own words, and nobody's word behind them.

    For: aljazeera, of four, its own words. Against: ibtimes and hansindia, each its own words.
    """
    counted = _counted(case, "residence-140-km-north-east-of-moscow")
    assert counted.backing.commentators == ("al-jazeera",)
    assert counted.against.commentators == ("ibtimes-uk", "hans-india")
    for side in (counted.backing, counted.against):
        assert (side.statements, side.vantage_points, side.untraced) == ((), (), ())


def test_a_commentator_beside_a_party(case: Dossier) -> None:
    """Who was first with the number.

    For: nothing; ibtimes is context.
    Against:
    - vedomosti: of four, its own words; a commentator.
    - ukrinform-fisu: only fisu-2025-12-30; the service for Ukraine, a party.
    """
    counted = _counted(case, "defence-ministry-announced-91-first")
    assert counted.backing.sources == ()
    assert counted.against.statements == ("fisu-2025-12-30",)
    assert counted.against.vantage_points == ("ukraine",)
    assert counted.against.commentators == ("vedomosti",)


def test_an_agency_that_looked_at_the_footage(case: Dossier) -> None:
    """Whether evidence was shown that others could verify.

    For: fmt, tass-galuzin and interfax-flightfile: Kostyukov, Galuzin, the ministry; for Russia.
    Against:
    - republicworld: of two, reuters-footage-2025-12-31; an observer in this statement.
    - newsaz-tykhyi: only mfa-ukraine-tykhyi-2025-12-31; for Ukraine.
    """
    counted = _counted(case, "russia-showed-verified-evidence")
    assert counted.backing.vantage_points == ("russia",)
    assert counted.against.vantage_points == ("reuters", "ukraine")
    assert counted.backing.commentators == counted.against.commentators == ()


def test_presidents_who_were_on_the_call(case: Dossier) -> None:
    """What was said in two calls: the Kremlin's readouts against those of the presidents.

    For: vedomosti-mirziyoyev and ria-tokayev: only kremlin-readouts-2025-12-30; for Russia.
    Against: tass-mirziyoyev and fergana: only central-asia-calls-2025-12-30. Of the attack the
    presidents are commentators; of their own calls they are a party, with direct access.
    """
    counted = _counted(case, "central-asian-leaders-named-kyiv")
    assert (counted.backing.vantage_points, counted.backing.direct) == (("russia",), ("russia",))
    presidents = ("central-asian-presidents",)
    assert (counted.against.vantage_points, counted.against.direct) == (presidents, presidents)


def test_the_figure_of_the_front_page(case: Dossier) -> None:
    """The five main claims together, each source once, in the order of the claims.

    Sources on either side: 13 for and against the 91 drones; 4 more on the denial (foxnews,
    fakty, lbc, tass-peskov-denial); 3 on the target (interfax-flightfile, fmt, kvia); 2 on the
    evidence (republicworld, newsaz-tykhyi); 4 on the residents (moscowtimes-valdai, nashaniva,
    rbcukraine, tass-bolshakov). 13 + 4 + 3 + 2 + 4 = 26.

    Vantage points: Russia, Ukraine, the United States, Reuters, the residents.

    Confirmations: one of the five is a record. No supporting citation of the other four is one
    that others can check.
    """
    counted = totals(case, (_counted(case, id_) for id_ in case.site.key_claims))
    assert (counted.sources, counted.vantage_points, counted.confirmations) == (26, 5, 0)
