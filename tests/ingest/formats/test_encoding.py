"""Danish letters in every encoding that people send."""

import pytest

from ingest.formats.encoding import decode
from ingest.formats.unreadable import Unreadable
from states.paper import Doubt

DANISH = "Åbent møde på Ærø – \u201dkredsen\u201d\n"


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_with_and_without_its_mark(name: str) -> None:
    assert decode(DANISH.encode(name)) == (DANISH, ())


def test_windows_bytes_are_read_and_told() -> None:
    doubt = Doubt("the file is not UTF-8; it was read as Windows-1252 (Latin-1)")
    assert decode(DANISH.encode("cp1252")) == (DANISH, (doubt,))


def test_a_declared_encoding_is_believed_and_latin_1_means_windows() -> None:
    assert decode("– Ærø".encode("cp1252"), "ISO-8859-1") == ("– Ærø", ())


def test_a_declaration_that_is_no_encoding_of_text_is_passed_over() -> None:
    assert decode(DANISH.encode(), "punycode") == (DANISH, ())


def test_damage_in_utf_8_is_shown_where_it_stands() -> None:
    content = "Møde på Ærø\nFår\nså".encode()[:-1]
    assert decode(content) == ("Møde på Ærø\nFår\ns�", (Doubt("some bytes are damaged and were read as �", 3),))


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(Unreadable, match="it is not a text"):
        decode(bytes(range(256)) * 20)
