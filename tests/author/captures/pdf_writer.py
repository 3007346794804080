"""PDFs made for tests: pages of lines in a font that maps to Unicode, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

_TO_UNICODE = """\
/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CMapName /Plain def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
RANGES
endcmap
end
end
"""
_FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /Plain /Encoding /Identity-H"
    b" /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>"
)
_LETTERS = (
    b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Plain /DW 500 /CIDSystemInfo"
    b" << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
)


def pdf(pages: Sequence[Sequence[str]], *, again: int = 0, forms: int = 0) -> bytes:
    """A PDF with these lines on these pages. Characters are those of the first plane.

    The font maps those that share their first byte with one of the lines. Reading such a map takes
    longer than the rest.

    The last page is named ``again`` times more. ``forms`` are drawn on it, each of which draws the
    one before it three times.
    """
    high = sorted(
        {byte for lines in pages for line in lines for byte in line.encode("utf-16-be")[::2]}
    )
    blocks = [high[at : at + 100] for at in range(0, len(high), 100)]
    ranges = "\n".join(
        f"{len(block)} beginbfrange\n"
        + "\n".join(f"<{byte:02X}00> <{byte:02X}FF> <{byte:02X}00>" for byte in block)
        + "\nendbfrange"
        for block in blocks
    )
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        _FONT,
        _LETTERS,
        _stream(_TO_UNICODE.replace("RANGES", ranges).encode()),
    ]
    kids = []
    form = ""
    for _ in range(forms):
        drawn = f"/XObject << /X {len(objects)} 0 R >>" if form else ""
        form = "/X Do " * 3 if drawn else "BT ET"
        head = (
            "/Type /XObject /Subtype /Form /BBox [0 0 9 9]"
            f" /Resources << /Font << /F1 3 0 R >> {drawn} >> /Length {len(form)}"
        )
        objects.append(f"<< {head} >>\nstream\n{form}\nendstream".encode())
    last_form = f"/XObject << /X {len(objects)} 0 R >>" if form else ""
    for lines in pages:
        shown = "\n".join(
            f"1 0 0 1 50 {750 - 14 * nth} Tm <{line.encode('utf-16-be').hex()}> Tj"
            for nth, line in enumerate(lines)
        )
        objects.append(_stream(f"BT /F1 12 Tf\n{shown}\nET{' /X Do' if form else ''}".encode()))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R"
            f" /Resources << /Font << /F1 3 0 R >> {last_form} >> >>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    kids += kids[-1:] * again
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    return _file(objects)


def _stream(data: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data)


def _file(objects: Sequence[bytes]) -> bytes:
    made = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    made += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    return bytes(made + b"startxref\n%d\n%%%%EOF\n" % table)
