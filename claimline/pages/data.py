"""The data page: the files of the site that readers can download, and what these hold."""

from __future__ import annotations

from claimline.analysis.tables import TABLES, Column
from claimline.pages.address import DATA
from claimline.pages.downloads import Download, downloads
from claimline.pages.schema_org import dataset, json_ld
from claimline.pages.shared_views import HtmlPage
from claimline.pages.view_builder import ViewBuilder
from claimline.value import Value


class DataView(Value, frozen=True):
    """Groups of files with a heading each, the tables, and an example for each of two programs."""

    groups: tuple[tuple[str, tuple[Download, ...]], ...]
    tables: tuple[tuple[str, tuple[Column, ...]], ...]
    """The name of each table, and its columns."""
    sql: str
    python: str


SQL = """\
SELECT claims.short, citations.party, COUNT(*) AS citations
FROM citations JOIN claims ON claims.id = citations.claim
WHERE citations.stance IN ('supports', 'repeats')
GROUP BY claims.id, citations.party
ORDER BY claims.short, citations DESC;
"""
"""A query: how many citations of each claim lead to the word of each party."""

PYTHON = """\
import csv
from collections import Counter

with open("data/claims.csv", encoding="utf-8", newline="") as file:
    titles = {row["id"]: row["short"] for row in csv.DictReader(file)}

behind = {id_: Counter() for id_ in titles}
with open("data/citations.csv", encoding="utf-8", newline="") as file:
    for row in csv.DictReader(file):
        if row["stance"] in ("supports", "repeats"):
            behind[row["claim"]][row["party"]] += 1

for id_, title in sorted(titles.items(), key=lambda item: item[1]):
    print(title, dict(behind[id_]))
"""
"""The same query, over the tables in CSV."""


def data_page(builder: ViewBuilder) -> HtmlPage:
    """Make the page that lists the files for other programs."""
    t = builder.t
    groups = tuple(
        (t(heading), tuple(Download(it.path, it.form, t(it.words)) for it in files))
        for heading, files in downloads(builder.dossier.site)
    )
    tables = tuple((table.name, table.columns) for table in TABLES)
    summary = t("Everything that this site shows, as files for other programs.")
    files = [(file.path, file.type) for _, group in groups for file in group]
    return HtmlPage(
        DATA, "pages/data.html", t("Data"), summary, DATA, DataView(groups, tables, SQL, PYTHON),
        json_ld=json_ld(dataset(builder.dossier.site, summary, files)),
    )  # fmt: skip
