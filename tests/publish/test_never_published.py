"""A name of ``private.yaml`` stops a build in whatever file and spelling it stands."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import random
import sqlite3
import tarfile
import time
import zipfile
import zlib
from base64 import a85encode, b64encode
from collections.abc import Mapping
from contextlib import closing
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import pytest
from click.testing import CliRunner, Result

from claimline import cli
from claimline.diagnostics import Code, Report
from claimline.publish.never_published import check_never_published, read_names
from tests.small import tree, write_files, write_small

NAME = "Zoë Ärmel-Quist"


def found(project: Path, names: list[str], files: Mapping[str, bytes]) -> list[str]:
    """What is said of the files of a site."""
    project.mkdir(exist_ok=True)
    lines = json.dumps({"never_publish": names}, ensure_ascii=False)
    (project / "private.yaml").write_text(lines, "utf-8")
    report = Report()
    check_never_published(read_names(project, report), files, project, report)
    return [str(each) for each in report]


def is_found(project: Path, name: str, data: str | bytes, path: str = "a.html") -> bool:
    data = data if isinstance(data, bytes) else data.encode()
    return bool(found(project, [name], {path: data}))


@pytest.mark.parametrize(
    "text",
    [
        "by Zoë Ärmel-Quist.", "ZOË ÄRMEL-QUIST", "zoe armel quist", "Zoe\u0308 A\u0308rmel-Quist",
        "Zoë\u00a0Ärmel\u2010Quist", "Zoë\n  Ärmel-Quist", "zoe-armel-quist", "ZoeArmelQuist",
        "@zoe_armel_quist", "Zoë <b>Ärmel</b>-Quist", "Zo&euml; &#196;rmel-Quist",
        "Zo\\u00eb \\u00c4rmel-Quist", "/Zo%C3%AB%20%C3%84rmel-Quist/",
        "Z\u200boë Är\u00admel-Quist",
        "Z o ë Ä r m e l - Q u i s t", "Zoë Ärmel-Quists Brief", "Ｚｏë Ärmel-Quist",
        "msZoëÄrmelQuist", "#justiceforzoëärmelquist", "Zoë Ärmels Quist",
        # Escapes in escapes: HTML in a feed, an address in an address, JSON, scripts.
        "&lt;p&gt;Zo&amp;euml; &lt;em&gt;Ärmel&lt;/em&gt;-Quist",
        "?u=Zo%25C3%25AB%2520%25C3%2584rmel-Quist",
        "Zo\\u00eb <b>\\u00c4r</b>mel-Quist", "Zo\\xeb \\u{c4}rmel-Quist",
        "Zo&#92;u00eb Ärmel-Quist",
        "Zo\\U000000eb \\U000000c4rmel-Quist", "/Zo%EB%20%C4rmel-Quist/",
        # Tags that are long, or that have brackets in their attributes, and comments.
        f"Zoë <a title='{'x' * 3000}'>Ärmel</a>-Quist", 'Zoë <a title="a>b">Ärmel</a>-Quist',
        'Zoë <a title="a<b">Ärmel</a>-Quist', "Zoë <!-- > -->Ärmel-Quist",
    ],
)  # fmt: skip
def test_a_name_is_found_in_every_spelling(tmp_path: Path, text: str) -> None:
    assert is_found(tmp_path / "project", NAME, f"<p>{text}</p>")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Иван Петров", "ИВАН Петрова"),
        ("محمد علي", "قال مُحَمَّد عَلِيّ"),
        ("محمد علي", "محـــمد علي"),
        ("王小明", "据王小明说"),
        ("สมชาย", "คุณสมชายกล่าว"),
        ("Ελένη", "η ΕΛΕΝΗ"),
        ("Łukasz Żak", "lukasz zak"),
        ("Straße", "STRASSE"),
        ("राम शर्मा", "श्री राम  शर्मा ने"),
        # Each word of a name has an ending, or a word is written together with it.
        ("Иван Петров", "Ивана Петрова"),
        ("Іван Петренко", "Іваном Петренком"),
        ("Janusz Nowak", "z Januszem Nowakiem"),
        ("محمد علي", "قال ومحمد علي"),
        ("أحمد حسن", "لأحمد حسن"),
        ("علي", "أحمد وعلي"),
        ("רחל לוי", "ורחל לוי"),
        # A name that is not found inside a word, inside a hashtag.
        ("Holtz", "See #freeholtznow."),
        ("Li Wei", "#FREELIWEI"),
        ("Żaków", "#wolnośćdlażaków"),
    ],
)
def test_a_name_is_found_in_every_script(tmp_path: Path, name: str, text: str) -> None:
    assert is_found(tmp_path / "project", name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [("Ann", "planning"), ("Ann", "announce"), ("Ann Ash", "Joann Ash"), ("Li", "all lines"),
     ("Ann Ashby", "Ann and Ashby"), ("Иван", "диван"), ("Иван Петров", "Иванович Петров"),
     ("Ann Ashby", "Joann Ashby"), ("Ann Ashby", "Anna Ashby"), ("علي", "بعلبكعلي"),
     ("علي", "فعلي"), ("Holtz", "freeholtz"), ("Holtz", "#free Freeholtz"), ("Ann", "#planning")],
)  # fmt: skip
def test_other_words_are_no_name(tmp_path: Path, name: str, text: str) -> None:
    assert not is_found(tmp_path / "project", name, text)


def png(*texts: bytes) -> bytes:
    chunks = b"".join(len(each).to_bytes(4, "big") + b"zTXt" + each + b"\0" * 4 for each in texts)
    return b"\x89PNG\r\n\x1a\n" + chunks


def zipped(name: str, data: bytes) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return stream.getvalue()


def sqlite() -> bytes:
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE TABLE t (x)")
        database.execute("INSERT INTO t VALUES (?)", ("x" * 4000 + f" {NAME} " + "y" * 9000,))
        database.commit()
        return database.serialize()


def pdf(*objects: bytes) -> bytes:
    return b"%PDF-1.7\n" + b"\n".join(b"1 0 obj\n" + each + b"\nendobj" for each in objects)


def stream(data: bytes, filters: bytes = b"/FlateDecode") -> bytes:
    return b"<< /Filter [" + filters + b"] >>\nstream\r\n" + data + b"\nendstream"


def blob(name: str, value: bytes) -> bytes:
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute(f'CREATE TABLE "{name}" (x)')
        database.execute(f'INSERT INTO "{name}" VALUES (?)', (value,))
        database.commit()
        return database.serialize()


def packed(name: str, data: bytes) -> bytes:
    stream = BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        member = tarfile.TarInfo(name)
        member.size = len(data)
        archive.addfile(member, BytesIO(data))
    return stream.getvalue()


def mail() -> bytes:
    message = EmailMessage()
    message["Subject"] = "The key"
    message.set_content(f"From {NAME}\n" * 9, cte="base64")
    return message.as_bytes()


UTF_16 = b"\xfe\xff" + NAME.encode("utf-16-be")
OCTAL = "".join(f"\\{byte:03o}" for byte in UTF_16).encode()
PDF = b"%PDF-1.7\n1 0 obj\nstream\r\n" + zlib.compress(f"({NAME})".encode()) + b"\nendstream"
FILES = {
    "a.html": NAME.encode(),
    "packed.pf_meta": gzip.compress(NAME.encode()),
    "inner.zip": zipped("a.txt", NAME.encode()),
    "named.zip": zipped(f"{NAME}.txt", b""),
    "nested.zip": zipped("a.gz", gzip.compress(NAME.encode())),
    "a.sqlite": sqlite(),
    "a.png": png(b"Author\0\0" + zlib.compress(NAME.encode("latin-1"))),
    "a.jpg": b"\xff\xd8\xff\xe1\0\x20Exif\0\0" + NAME.encode("utf-16-le"),
    "odd.jpg": b"\xff\xd8\xff\xe1\0\x20Exif\0" + NAME.encode("utf-16-le"),
    "a.pdf": PDF,
    "hex.pdf": pdf(b"<< /Author <" + UTF_16.hex().encode() + b"> >>"),
    "spaced.pdf": pdf(b"<< /Author <" + UTF_16.hex(" ").encode() + b"> >>"),
    "octal.pdf": pdf(b"<< /Author (" + OCTAL + b") >>"),
    "packed.pdf": pdf(stream(zlib.compress(b"<< /Author <" + UTF_16.hex().encode() + b"> >>"))),
    "length.pdf": pdf(stream(zlib.compress(f"({NAME})".encode()), b"/FlateDecode] /Length [1850")),
    "kerning.pdf": pdf(stream(zlib.compress(b"[(Zo\\353 \\304r)-20 (mel-Qu)3.5(ist)] TJ"))),
    "letters.pdf": pdf(
        stream(a85encode(zlib.compress(NAME.encode())) + b"~>", b"/ASCII85Decode /FlateDecode")
    ),
    "two.gz": gzip.compress(b"x") + gzip.compress(NAME.encode()),
    "a.tar.gz": packed("a.txt", NAME.encode()),
    "a.bz2": bz2.compress(NAME.encode()),
    "a.xz": lzma.compress(NAME.encode()),
    "blob.sqlite": blob("t", NAME.encode("utf-16")),
    "named.sqlite": blob(NAME, b"x"),
    "late.bin": b"\0" * ((1 << 20) - 7) + NAME.encode("utf-16-le"),
    "entity.jpg": b"\xff\xd8\xff\xe1\0<x>Zo&#xEB; &#xC4;rmel-Quist</x>",
    "data.html": b'<img src="data:image/gif;base64,'
    + b64encode(b"GIF89a\0" + NAME.encode())
    + b'">',
    "mail.eml": mail(),
    "subject.eml": f"Subject: =?utf-8?b?{b64encode(NAME.encode()).decode()}?=\n\nx".encode(),
    "quoted.mhtml": b"Content-Transfer-Encoding: quoted-printable\n\nZo=C3=AB =C3=84rm=\nel-Quist",
    **{f"{name}.csv": NAME.encode(name) for name in ("latin-1", "cp1250", "utf-16")},
    "zoe-armel-quist.html": b"x",
    "zoe/armel-quist/index.html": b"x",
}


@pytest.mark.parametrize("path", FILES)
def test_a_name_is_found_in_every_kind_of_file(tmp_path: Path, path: str) -> None:
    (line,) = found(tmp_path / "project", ["Somebody Else", NAME], {path: FILES[path]})
    assert f"error[{Code.NEVER_PUBLISH}] Entry 2 of private.yaml is in this file." in line
    folded = line.lower().replace("ë", "e").replace("ä", "a")
    assert "quist" not in folded


@pytest.mark.parametrize(
    ("name", "text", "encoding"),
    [("Иван Петров", "Ивана Петрова", "cp1251"), ("Иван Петров", "Иван Петров", "koi8-r"),
     ("محمد علي", "محمد علي", "cp1256"), ("王小明", "据王小明说", "gb18030"),
     ("王小明", "據王小明說", "big5"), ("王小明", "据王小明说", "utf-16")],
)  # fmt: skip
def test_a_name_is_found_in_old_encodings(
    tmp_path: Path, name: str, text: str, encoding: str
) -> None:
    data = text.encode(encoding)
    assert is_found(tmp_path / "project", name, data, "a.csv")
    if encoding != "utf-16":
        assert is_found(tmp_path / "project", name, f'<a href="?q={quote(data)}">')


@pytest.mark.parametrize(
    "data",
    [
        b"\x1f\x8b\0",
        b"BZh9",
        b"\xfd7zXZ\0",
        b"%PDF-<f",
        b";base64,====",
        b"PK\3\4\0",
        b"SQLite format 3\0\0",
        b"",
        b"\0",
    ],
)
def test_broken_files_do_no_harm(tmp_path: Path, data: bytes) -> None:
    assert not is_found(tmp_path / "project", NAME, data)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("name", ["Ann Ashby", "Zoë Ärmel", "Иван Петров", "محمد علي", "王小明",
                                  "राम शर्मा", "김철수", "Đặng Văn Lý"])  # fmt: skip
def test_a_name_is_found_among_other_bytes(tmp_path: Path, name: str, encoding: str) -> None:
    noise = random.Random(name).randbytes(300)
    for before in (b"\0", b"\0\0", b"\0\xff"):
        data = noise + before + name.encode(encoding) + b"\0\0" + noise
        assert is_found(tmp_path / "project", name, data, "a.mp4")
    assert not is_found(tmp_path / "project", name, b"\0" + noise * 100, "a.mp4")


@pytest.mark.parametrize(
    "data",
    [b"<!--" * 50_000, b"<" * 200_000, b"<\"" * 100_000, b"<p a='" * 50_000, b"&lt;" * 50_000,
     b"%" * 200_000, b"\\u" * 100_000, b"z " * 100_000, b";base64,AAAAAAAA" * 10_000,
     b"%PDF-" + b"stream\n" * 40_000, b"%PDF-" + b"<a a " * 50_000, b"%PDF-" + b") " * 100_000,
     b"%PDF-" + b"/ASCII85Decode stream\n" * 20_000],
    ids=lambda data: repr(data[:12]),
)  # fmt: skip
def test_the_search_takes_no_longer_than_its_text_does(tmp_path: Path, data: bytes) -> None:
    start = time.process_time()
    assert not is_found(tmp_path / "project", NAME, data)
    assert time.process_time() - start < 3


# The whole program


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_small(tmp_path / "project")


def run(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli.program, [*arguments, "--project", str(project)])


def test_a_hit_stops_the_build_and_says_where_it_comes_from(project: Path) -> None:
    assert run(project, "build").exit_code == 0
    before = tree(project / "site")
    write_files(project, {"private.yaml": "never_publish:\n  - fishers of  ORLA\n"})
    done = run(project, "build")
    assert done.exit_code == 1
    assert "error[never-publish] Entry 1 of private.yaml is in this file." in done.output
    assert "It comes from content/actors/fishers.yaml, line 1." in done.output
    assert tree(project / "site") == before
    assert run(project, "check").exit_code == 1
    single = run(project, "export", "--single-file", str(project / "one.html"))
    assert single.exit_code == 1
    assert not (project / "one.html").exists()


def test_names_that_are_in_no_file_stop_nothing(project: Path) -> None:
    write_files(project, {"private.yaml": "never_publish: [Ann Ashby, 王小明]\n"})
    assert run(project, "build").exit_code == 0
    assert run(project, "build").exit_code == 0


@pytest.mark.parametrize(
    "text",
    ["", "- Ann Ashby", "never_publish: Ann Ashby", "never_publish: [A]", "never_publish: [",
     "never_published: [Ann Ashby]", "never_publish: [{name: Ann Ashby}]",
     "never_publish: [Ann Ashby]\nothers: [Ann Ashby]", "never_publish: ['- .']"],
)  # fmt: skip
def test_a_file_that_cannot_be_read_stops_the_build(project: Path, text: str) -> None:
    """It could name somebody."""
    write_files(project, {"private.yaml": text})
    done = run(project, "build")
    assert done.exit_code == 1
    assert "private.yaml: error[bad-value]" in done.output
    assert "Ashby" not in done.output
    assert not (project / "site").exists()


def test_a_new_project_tells_git_to_ignore_the_file(tmp_path: Path) -> None:
    assert run(tmp_path, "new", "project", str(tmp_path / "x")).exit_code in (0, 2)
    from claimline.author.new_project import example_files

    assert "/private.yaml\n" in example_files()[".gitignore"]
