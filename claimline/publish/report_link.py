"""The mail in which a reader reports an error on a page."""

from __future__ import annotations

from urllib.parse import quote

from claimline.pages.address import NOT_FOUND
from claimline.pages.shared_views import HtmlPage
from claimline.pages.site_context import SiteContext


def report_mail(page: HtmlPage, site: SiteContext) -> str:
    """Return a mail address with the page's title as the subject and its address as the text.

    Without ``base_url``, the text is the path of the page in the site. The page of an address that
    does not exist has no text, since it is shown at many addresses.
    """
    mail = f"{site.report_mail}?subject={quote(page.title, safe='')}"
    if page.path == NOT_FOUND:
        return mail
    address = f"{site.base_url}/{page.path}" if site.base_url else page.path
    return f"{mail}&body={quote(address, safe='')}"
