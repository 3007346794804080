"""The page on who stands behind the site, from ``site.yaml`` alone."""

from __future__ import annotations

from claimline.locale import word
from claimline.model.publisher_fields import Editor
from claimline.pages.address import CORRECTIONS, PUBLISHER
from claimline.pages.shared_views import HtmlPage, Ref
from claimline.pages.view_builder import ViewBuilder
from claimline.value import Value

_POLICIES = {
    "mission": word("What the site is for"),
    "method": word("How claims are chosen and judged"),
    "independence": word("Independence"),
    "ethics": word("Ethics"),
    "corrections": word("How mistakes are corrected"),
    "suggestions": word("How to propose a claim"),
    "complaints": word("Where to complain"),
    "ai": word("Use of artificial intelligence"),
}
"""The policies that have a row of their own. The one on funding stands beside the words on it."""


class Policy(Value, frozen=True):
    """What a policy is about, and the page that holds it."""

    label: str
    page: Ref


class PublisherView(Value, frozen=True):
    """Who stands behind the site.

    What ``site.yaml`` does not state is "", empty, None, or missing among the policies.
    ``unstated`` names it.
    """

    ownership: str
    editors: tuple[Editor, ...]
    funding: str
    funding_page: Ref | None
    contact: str
    """The mail address or web address as readers see it."""
    policies: tuple[Policy, ...]
    """The policies that a page states."""
    corrections: str
    """The path of the list of corrections, or "" if the site has none."""
    unstated: str
    """A sentence that lists what is not stated, or "" if everything is."""


def publisher_page(builder: ViewBuilder) -> HtmlPage:
    """Make the page on who stands behind the site."""
    site, t = builder.dossier.site, builder.t
    contact = site.contact or ""
    stated = {
        t("Publisher"): site.publisher or site.publisher_url,
        t("Owner"): site.ownership,
        t("Editors"): site.editors,
        t("Funding"): site.funding or site.policies.funding,
        t("Contact"): contact,
        **{t(label): getattr(site.policies, field) for field, label in _POLICIES.items()},
    }
    unstated = [label for label, value in stated.items() if not value]
    is_mail = contact.lower().startswith("mailto:")
    view = PublisherView(
        ownership=site.ownership or "",
        editors=site.editors,
        funding=site.funding or "",
        funding_page=builder.ref("page", site.policies.funding) if site.policies.funding else None,
        contact=contact[len("mailto:") :].partition("?")[0] if is_mail else contact,
        policies=tuple(
            Policy(t(label), builder.ref("page", id_))
            for field, label in _POLICIES.items()
            if (id_ := getattr(site.policies, field))
        ),
        corrections=CORRECTIONS if site.sections.corrections else "",
        unstated=t("Not stated: {fields}.", fields=builder.language.conventions.listed(unstated))
        if unstated
        else "",
    )
    title = t("Who stands behind this site")
    summary = t("Publisher, editors, funding, contact and policies, as far as they are stated.")
    return HtmlPage(PUBLISHER, "pages/publisher.html", title, summary, PUBLISHER, view)
