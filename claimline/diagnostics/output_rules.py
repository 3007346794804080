"""The rules on templates and output: each code with its level, summary, reason and cure."""

from __future__ import annotations

from claimline.diagnostics.levels import Rule, error, warning

RULES: dict[str, Rule] = {
    "never-publish": error(
        "A file of the site has a name that must not be in it",
        "`private.yaml` lists the name, because its publication could harm somebody.",
        "Take it out, or keep the record back with `private: true`.",
    ),
    "template-syntax": error(
        "A template cannot be compiled",
        "Jinja cannot read it.",
        "Look at the named line.",
    ),
    "template-failed": error(
        "A template failed while it rendered a page",
        "It used a name that does not exist, or a value of another kind.",
        "Compare it with the theme's template of the same name.",
    ),
    "template-unused": warning(
        "Nothing uses a template of the project, or a block of it",
        "The theme has no template or block of that name, so no page shows it. Or it is a block of "
        "`base.html`, such as `main`, that pages have themselves.",
        "Compare its name with those of the theme, or replace the block in the page's template.",
    ),
    "share-image": error(
        "The pictures for shared links cannot be made",
        "Other sites load them by their whole address, which needs `base_url`. Pillow draws them.",
        "Add `base_url` and run `pip install -e '.[images]'` in claimline's checkout, or remove "
        "`images` from `site.yaml`.",
    ),
    "image-words": warning(
        "A picture for shared links lacks some words",
        "The fonts have Latin, Greek, Cyrillic, Hebrew and Arabic letters. For the last two, "
        "Pillow needs Raqm. A text that cannot be drawn correctly is left out.",
        "Install a Pillow with Raqm, or remove `images` from `site.yaml`.",
    ),
    "page-too-large": warning(
        "A page has more than 400 kilobytes of HTML",
        "Browsers are slow with such a page, above all on phones. Lists of records are cut into "
        "pages, but what one record holds stands on one page.",
        "Divide the record: a long brief into several, a claim with very much evidence into parts.",
    ),
    "broken-link": error(
        "A page links to a page or a place that does not exist",
        "A template of the project makes a link that leads nowhere.",
        "Correct the template.",
    ),
    "export": error(
        "An export of an installed package failed",
        "A package can add files to the site. This one raised an error, or chose a bad path.",
        "Mend or uninstall the package that the message names.",
    ),
    "output-place": error(
        "The output folder cannot be used",
        "It holds the project's own files, or is not a folder.",
        "Name another folder with `--output`.",
    ),
    "output-foreign": error(
        "The output folder has a file in the way that the program did not write",
        "A build replaces only files that an earlier build wrote.",
        "Move the file away, or name another folder with `--output`.",
    ),
    "output-locked": error(
        "Another build is writing to the same folder",
        "Two builds at once would mix their pages.",
        "Wait for it to end.",
    ),
    "output-failed": error(
        "The site could not be written",
        "The operating system does not allow it. The message says what became of the last site.",
        "Check permissions and free space.",
    ),
    "host-limit": error(
        "The host does not take the site",
        "A file, a name or a number is over a limit that the host's documentation names.",
        "Do what the message says, or choose another host.",
    ),
    "shard": error(
        "The shares do not make a whole site",
        "A site needs all shares of one build, of the same content, theme and program.",
        "Build all shares `--shard 1/N` to `--shard N/N` from the same state, and name them all.",
    ),
    "internal": error(
        "A fault of the program itself",
        "No input should cause it.",
        "Please report it, with what `--verbose` prints.",
    ),
}
