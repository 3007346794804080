"""Words in XML are what every reader of XML gives back."""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from claimline.exports.xml_text import xml_attribute, xml_text

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])).filter(
    lambda words: "\ufffe" not in words and "\uffff" not in words
)


@given(WORDS, WORDS)
def test_words_come_back_as_they_were(text: str, value: str) -> None:
    element = ET.fromstring(f"<a b={xml_attribute(value)}>{xml_text(text)}</a>")
    assert (element.text or "", element.get("b")) == (text, value)


def test_a_build_loads_no_http_client() -> None:
    code = "import sys, claimline.pipeline; sys.exit('urllib.request' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
