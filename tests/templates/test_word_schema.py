"""Word files keep the order that the schema asks for; Word calls a file damaged where they do not.

Source: ECMA-376 part 1, 5th edition, annex A.1 (wml.xsd): the complex types named here, as far as we write them.
"""

from itertools import pairwise
from xml.etree import ElementTree

from states.forms import Form
from states.paper import Paper
from templates.press import press
from tests.templates.test_word import SHEET
from tests.templates.word_parts import W, parts

ORDER = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd "
        "tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi "
        "adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc "
        "textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
    ),
    "rPr": (
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof "
        "snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText "
        "vertAlign rtl cs em lang"
    ),
    "tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
        "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription"
    ),
    "tbl": "tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "tc": "tcPr p",
    "tcPr": ("cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark"),
    "sectPr": (
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
        "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid"
    ),
    "style": (
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat "
        "locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr"
    ),
    "tblStylePr": "pPr rPr tblPr trPr tcPr",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "settings": (
        "writeProtection view zoom defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone "
        "characterSpacingControl footnotePr endnotePr compat docVars rsids themeFontLang clrSchemeMapping "
        "decimalSymbol listSeparator"
    ),
    "font": "altName panose1 charset family notTrueType pitch sig",
    "body": "p tbl sectPr",
    "p": "pPr r hyperlink bookmarkStart bookmarkEnd fldSimple",
    "r": "rPr t tab fldChar instrText",
}
"""The children that an element may have, in their order."""
MIXED = {"body", "p", "r"}
"""Where they may come in any order, once the properties have come; in body only the section properties come last."""


def local(tag: str) -> str:
    return tag.removeprefix(W)


def faults(part: str, xml: bytes) -> list[str]:
    found = []
    for element in ElementTree.fromstring(xml).iter():
        name = local(element.tag)
        if name not in ORDER:
            continue
        order, children = ORDER[name].split(), [local(child.tag) for child in element]
        found += [f"{part}: {name} may not hold {child}" for child in children if child not in order]
        places = [order.index(child) for child in children if child in order]
        if name in MIXED:
            places = [0 if place == 0 and name != "body" else 2 if child == "sectPr" else 1
                      for place, child in zip(places, children, strict=False)]  # fmt: skip
        found += [f"{part}: {name} holds {children}" for one, after in pairwise(places) if after < one]
    return found


def test_every_part_keeps_the_order_of_the_schema(agenda: Paper, minutes: Paper) -> None:
    for content in (
        press(agenda, Form.DOCX).content,
        press(minutes, Form.DOCX).content,
        press(SHEET, Form.DOCX).content,
    ):
        made = {part: xml for part, xml in parts(content).items() if part.startswith("word/")}
        assert [fault for part, xml in made.items() for fault in faults(part, xml)] == []


def test_a_cell_ends_in_a_paragraph_and_every_row_has_one(minutes: Paper) -> None:
    body = ElementTree.fromstring(parts(press(minutes, Form.DOCX).content)["word/document.xml"])
    assert {local(list(cell)[-1].tag) for cell in body.iter(f"{W}tc")} == {"p"}
    assert all(row.find(f"{W}tc") is not None for row in body.iter(f"{W}tr"))


def test_ids_are_used_once(minutes: Paper) -> None:
    body = ElementTree.fromstring(parts(press(minutes, Form.DOCX).content)["word/document.xml"])
    for tag, name in (("bookmarkStart", "id"), ("bookmarkStart", "name"), ("bookmarkEnd", "id")):
        used = [one.attrib[f"{W}{name}"] for one in body.iter(f"{W}{tag}")]
        assert len(used) == len(set(used))


def test_every_style_that_is_used_is_there(minutes: Paper) -> None:
    made = parts(press(minutes, Form.DOCX).content)
    there = {one.get(f"{W}styleId") for one in ElementTree.fromstring(made["word/styles.xml"]).iter(f"{W}style")}
    for part in ("word/document.xml", "word/header1.xml", "word/footer1.xml", "word/numbering.xml", "word/styles.xml"):
        for element in ElementTree.fromstring(made[part]).iter():
            if local(element.tag) in {"pStyle", "rStyle", "tblStyle", "basedOn", "next"}:
                assert element.get(f"{W}val") in there
