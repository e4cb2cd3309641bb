"""Templates that would work for ever, or grow without end; each is small enough to be sent by mail."""

import io
import zipfile
from collections.abc import Callable

from templates import shelf
from tests.templates.attacks.word import BODY, LINKS, Parts, packed

TEXT = {
    "loops in loops": "{% for x in range(99999) %}{% for y in range(99999) %}{% endfor %}{% endfor %}",
    "a word many times": "{{ 'x' * 9999999999 }}",
    "a word that grows": "{% set n = namespace(x='x') %}{% for i in range(9) %}{% set n.x = n.x * 99 %}{% endfor %}",
    "a list that grows": "{% set n = namespace(x=[1]) %}{% for i in range(9) %}{% set n.x = n.x * 99 %}{% endfor %}",
    "a number": "{% set n = 9 %}{{ n ** (n ** (n ** n)) }}",
    "a macro in itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "a macro twice in itself": (
        "{% macro m(d) %}{% if d %}{{ m(d - 1) }}{{ m(d - 1) }}{% endif %}{% endmacro %}{{ m(99) }}"
    ),
    "a loop in itself": "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}",
    "a template in itself": "{% include 'paper.html.j2' %}",
    "a long join": "{{ range(99999)|join('x' * 99999) }}",
    "a wide word": "{{ '%9999999999s'|format('x') }}",
    "a centred word": "{{ 'x'|center(9999999999) }}",
    "an indent": "{{ ('x\n' * 999999)|indent(99999) }}",
    "a replacement": "{{ ('x' * 99999)|replace('x', 'x' * 99999) }}",
    "a slow pattern": "{{ ('http://' ~ 'a.' * 9999999)|urlize }}",
    "a batch": "{{ range(99999)|batch(1, 'x')|map('list')|list * 99999 }}",
    "words without end": "{% for i in range(99999) %}{{ 'x' * 9999 }}{% endfor %}",
    "parts nested deep": "{% if 1 %}" * 3000 + "{% endif %}" * 3000,
    "brackets nested deep": "{{ " + "(" * 9000 + "1" + ")" * 9000 + " }}",
}

TYPST = {
    "for ever": "#while true {}",
    "a function in itself": "#let f(x) = f(x + 1)\n#f(1)",
    "a list that doubles": "#let x = (1,)\n#for i in range(99) { x = x + x }",
    "pages without end": "#for i in range(9999999) { pagebreak() }",
    "brackets nested deep": "#" + "(" * 50_000 + ")" * 50_000,
}


def zip_bomb() -> bytes:
    """A Word file that is small, and most of a gigabyte when it is taken out."""
    parts = _parts()
    head, tail = parts.pop(BODY).split("<w:body>")
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, text in parts.items():
            package.writestr(name, text)
        with package.open(BODY, "w", force_zip64=True) as body:
            body.write(f"{head}<w:body>".encode())
            for _ in range(900):
                body.write(b"<w:p/>" * 160_000)
            body.write(tail.encode())
    return content.getvalue()


def entity_bomb() -> bytes:
    """A Word file whose text is made of itself ("billion laughs")."""
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 20))
    parts = _parts()
    head, _, rest = parts[BODY].partition("?>")
    parts[BODY] = f'{head}?><!DOCTYPE x [<!ENTITY e0 "ha">{entities}]>' + rest.replace("<w:t>", "<w:t>&e19;", 1)
    parts[BODY] = parts[BODY].replace('<w:t xml:space="preserve">', '<w:t xml:space="preserve">&e19;', 1)
    return packed(parts)


def deep_word() -> bytes:
    """A Word file with tables in tables without end."""
    parts = _parts()
    cell, end = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    parts[BODY] = parts[BODY].replace("<w:body>", f"<w:body>{cell * 50_000}<w:p/>{end * 50_000}", 1)
    return packed(parts)


def word_with(payload: str) -> bytes:
    """A Word file with a bomb of Jinja in its text."""
    parts = _parts()
    parts[BODY] = parts[BODY].replace("<w:body>", f"<w:body><w:p><w:r><w:t>{payload}</w:t></w:r></w:p>", 1)
    return packed(parts)


def endless_links() -> bytes:
    """A Word file with many more relations than any document."""
    parts = _parts()
    one = "<Relationship Id='r{}' Type='http://x.example/hyperlink' Target='http://x.example/' TargetMode='External'/>"
    many = "".join(map(one.format, range(300_000)))
    parts[LINKS] = parts[LINKS].replace("</Relationships>", f"{many}</Relationships>")
    return packed(parts)


WORD: dict[str, Callable[[], bytes]] = {
    "a file that unpacks without end": zip_bomb,
    "a text made of itself": entity_bomb,
    "tables nested deep": deep_word,
    "relations without end": endless_links,
    "a macro in itself": lambda: word_with(TEXT["a macro in itself"]),
    "a word many times": lambda: word_with(TEXT["a word many times"]),
}


def _parts() -> Parts:
    with zipfile.ZipFile(shelf.SHIPPED / "paper.docx") as package:
        return {name: package.read(name).decode() for name in package.namelist()}
