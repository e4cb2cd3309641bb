"""What a file is, by its content alone."""

import pytest

from ingest.formats.sniff import Format, sniff
from ingest.formats.unreadable import Unreadable


@pytest.mark.parametrize(
    ("content", "form"),
    [
        (b"Dagsorden\n1. Godkendelse af referat\n", Format.TEXT),
        (b"# Dagsorden\n\n## 1. Godkendelse\n", Format.TEXT),
        (b"Bidraget er <p>under</p> 10 kr.\n", Format.TEXT),
        ("\ufeff<!DOCTYPE html><title>x</title>".encode(), Format.HTML),
        ("<!doctype HTML><p>å</p>".encode("utf-16"), Format.HTML),
        (b"\n <!-- gemt --> <html><body>x</body></html>", Format.HTML),
        (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x" "y"><html></html>', Format.HTML),
        (b"<p>Dagsorden</p>", Format.HTML),
        (b"PK\x03\x04....", Format.DOCX),
        (b"%PDF-1.7\n", Format.PDF),
        (b"junk before it %PDF-1.4\n", Format.PDF),
    ],
)
def test_the_first_bytes_tell(content: bytes, form: Format) -> None:
    assert sniff(content) == form


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "it is empty"),
        (b" \n\t\n", "it is empty"),
        (b"{\\rtf1\\ansi Dagsorden}", "it is an RTF document; save it as DOCX, PDF or HTML first"),
        (b"\x89PNG\r\n\x1a\n....", "it is a picture (PNG), not a text"),
        (b"<?xml version='1.0'?><note/>", "it is XML of a kind that is not read; save it as DOCX, PDF or HTML first"),
    ],
)
def test_known_kinds_that_are_not_read_are_named(content: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        sniff(content)
    assert str(refusal.value) == reason
