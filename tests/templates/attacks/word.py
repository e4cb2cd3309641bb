"""A Word file with something more in one of its places."""

import io
import zipfile
from collections.abc import Callable
from html import escape

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
Parts = dict[str, str]

TYPES, LINKS, ROOT_LINKS = "[Content_Types].xml", "word/_rels/document.xml.rels", "_rels/.rels"
BODY, HEADER, FOOTER = "word/document.xml", "word/header1.xml", "word/footer1.xml"


def infected(source: bytes, place: str, payload: str) -> bytes:
    """The Word file `source` with the payload in `place` (a key of PLACES)."""
    with zipfile.ZipFile(io.BytesIO(source)) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    PLACES[place](parts, escape(payload))
    return packed(parts)


def packed(parts: Parts) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return content.getvalue()


def texts(document: bytes) -> str:
    """Every part of a Word file, one after the other."""
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        return "\n".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())


def _paragraph(payload: str) -> str:
    return f"<w:p><w:r><w:t>{payload}</w:t></w:r></w:p>"


def _within(parts: Parts, part: str, tag: str, more: str) -> None:
    """Put something first into an element."""
    start = parts[part].index(">", parts[part].index(f"<{tag}")) + 1
    parts[part] = parts[part][:start] + more + parts[part][start:]


def _body(parts: Parts, payload: str) -> None:
    _within(parts, BODY, "w:body", _paragraph(payload))


def _split(parts: Parts, payload: str) -> None:
    """As Word leaves a tag after it was edited: in several runs."""
    half = len(payload) // 2
    runs = f"<w:r><w:t>{payload[:half]}</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>{payload[half:]}</w:t></w:r>"
    _within(parts, BODY, "w:body", f"<w:p>{runs}</w:p>")


def _cell(parts: Parts, payload: str) -> None:
    cell = f"<w:tc><w:tcPr><w:tcW w:w='0' w:type='auto'/></w:tcPr>{_paragraph(payload)}</w:tc>"
    _within(parts, BODY, "w:body", f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{cell}</w:tr></w:tbl>")


def _text_box(parts: Parts, payload: str) -> None:
    box = f"<v:textbox><w:txbxContent>{_paragraph(payload)}</w:txbxContent></v:textbox>"
    shape = f"<v:shape xmlns:v='urn:schemas-microsoft-com:vml'>{box}</v:shape>"
    _within(parts, BODY, "w:body", f"<w:p><w:r><w:pict>{shape}</w:pict></w:r></w:p>")


def _field(parts: Parts, payload: str) -> None:
    field = f"<w:fldSimple w:instr=' DOCVARIABLE {payload} '><w:r><w:t>x</w:t></w:r></w:fldSimple>"
    _within(parts, BODY, "w:body", f"<w:p>{field}</w:p>")


def _hyperlink(parts: Parts, payload: str) -> None:
    link = f"<Relationship Id='rIdBad' Type='{RELATION}/hyperlink' Target='https://x.example/{payload}' "
    _within(parts, LINKS, "Relationships", f"{link}TargetMode='External'/>")
    shown = "<w:hyperlink r:id='rIdBad'><w:r><w:t>x</w:t></w:r></w:hyperlink>"
    _within(parts, BODY, "w:body", f"<w:p>{shown}</w:p>")


def _remote_template(parts: Parts, payload: str) -> None:
    link = f"<Relationship Id='rIdBad' Type='{RELATION}/attachedTemplate' Target='file:///{payload}' "
    _within(parts, LINKS, "Relationships", f"{link}TargetMode='External'/>")


def _notes(kind: str) -> Callable[[Parts, str], None]:
    """Footnotes, endnotes or comments: a part of their own."""

    def put(parts: Parts, payload: str) -> None:
        one = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}[kind]
        more = " w:author='x'" if one == "comment" else ""
        inner = f"<w:{one} w:id='1'{more}>{_paragraph(payload)}</w:{one}>"
        parts[f"word/{kind}.xml"] = f"<w:{kind} xmlns:w='{MAIN}'>{inner}</w:{kind}>"
        _add_part(parts, LINKS, f"{RELATION}/{kind}", f"word/{kind}.xml", f"{kind}.xml", f"{WORD}.{kind}+xml")

    return put


def _add_part(parts: Parts, links: str, relation: str, name: str, target: str, media_type: str) -> None:
    _within(parts, TYPES, "Types", f"<Override PartName='/{name}' ContentType='{media_type}'/>")
    _within(parts, links, "Relationships", f"<Relationship Id='rId{target[:4]}' Type='{relation}' Target='{target}'/>")


def _core(tag: str) -> Callable[[Parts, str], None]:
    def put(parts: Parts, payload: str) -> None:
        part = "docProps/core.xml"
        start = parts[part].find(f"<{tag}>")
        if start >= 0:
            end = parts[part].index(f"</{tag}>") + len(tag) + 3
            parts[part] = parts[part][:start] + parts[part][end:]
        _within(parts, part, "cp:coreProperties", f"<{tag}>{payload}</{tag}>")

    return put


def _app(parts: Parts, payload: str) -> None:
    _within(parts, "docProps/app.xml", "Properties", f"<Company>{payload}</Company>")


def _custom(parts: Parts, payload: str) -> None:
    types = "http://schemas.openxmlformats.org/officeDocument/2006"
    value = f"<vt:lpwstr xmlns:vt='{types}/docPropsVTypes'>{payload}</vt:lpwstr>"
    one = f"<property fmtid='{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}' pid='2' name='x'>{value}</property>"
    parts["docProps/custom.xml"] = f"<Properties xmlns='{types}/custom-properties'>{one}</Properties>"
    media_type = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    name = "docProps/custom.xml"
    _add_part(parts, ROOT_LINKS, f"{RELATION}/custom-properties", name, name, media_type)


def _settings(parts: Parts, payload: str) -> None:
    _within(parts, "word/settings.xml", "w:settings", f"<w:attachedSchema w:val='{payload}'/>")


def _styles(parts: Parts, payload: str) -> None:
    style = f"<w:style w:type='paragraph' w:styleId='Bad'><w:name w:val='{payload}'/></w:style>"
    parts["word/styles.xml"] = parts["word/styles.xml"].replace("</w:styles>", f"{style}</w:styles>")


PLACES: dict[str, Callable[[Parts, str], None]] = {
    "body": _body,
    "body, in several runs": _split,
    "table": _cell,
    "text box": _text_box,
    "field": _field,
    "header": lambda parts, payload: _within(parts, HEADER, "w:hdr", _paragraph(payload)),
    "footer": lambda parts, payload: _within(parts, FOOTER, "w:ftr", _paragraph(payload)),
    "footnote": _notes("footnotes"),
    "endnote": _notes("endnotes"),
    "comment": _notes("comments"),
    "title": _core("dc:title"),
    "author": _core("dc:creator"),
    "subject": _core("dc:subject"),
    "keywords": _core("cp:keywords"),
    "last modified by": _core("cp:lastModifiedBy"),
    "company": _app,
    "custom property": _custom,
    "settings": _settings,
    "style": _styles,
    "hyperlink": _hyperlink,
    "attached template": _remote_template,
}
FILLED = {
    "body", "body, in several runs", "table", "text box", "field", "header", "footer", "footnote", "endnote",
    "title", "author", "subject", "keywords",
}  # fmt: skip
"""The places where a tag is filled in; in the others it stays what it is."""
