"""A Word file in the office's plain style: letterhead, headings, lists, tables, signatures, numbered pages."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

FONT = "Arial"  # what every office computer has
CELL_MARGIN = 108  # twentieths of a point, as the table style has it


class WordFile:
    """Filled from top to bottom; widths in centimetres, A4 with 2 cm at the sides."""

    def __init__(self, title: str, author: str, at: datetime) -> None:
        from docx import Document  # noqa: PLC0415  only documents need it
        from docx.shared import Cm, Pt  # noqa: PLC0415

        self._cm, self._pt = Cm, Pt
        self._file = Document()
        core = self._file.core_properties
        core.title, core.author, core.language = title, author, "id"
        core.created = core.modified = at.replace(tzinfo=None)
        section = self._file.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
        section.top_margin, section.bottom_margin = Cm(1.8), Cm(2)
        style = self._file.styles["Normal"]
        style.font.name, style.font.size = FONT, Pt(10)
        style.paragraph_format.space_after = Pt(4)
        self._file.styles["Footer"].font.size = Pt(8)  # the page numbers take the style's size, whatever their run says
        for name, size in (("Heading 1", 13), ("Heading 2", 10.5)):
            self._heading_style(name, size)

    def letterhead(self, head: dict[str, str]) -> None:
        """Lines in the middle, a rule below the last one."""
        for key, size, bold in (("government", 12, True), ("name", 14, True), ("address", 9, False), ("contact", 9, False)):
            if head[key]:
                line = self._line(head[key].upper() if bold else head[key], size=size, bold=bold)
                line.alignment, line.paragraph_format.space_after = 1, self._pt(0)
        self._rule_below(line)

    def title(self, title: str, period: str, number: str, mark: str) -> None:
        for text, size, bold in ((title.upper(), 14, True), (period, 11, False), (number, 10, False), (mark, 10, True)):
            if text:
                line = self._line(text, size=size, bold=bold)
                line.alignment, line.paragraph_format.space_after = 1, self._pt(2)

    def heading(self, text: str, level: int = 1) -> None:
        self._file.add_heading(_clean(text), level)

    def text(self, text: str) -> None:
        for part in text.split("\n"):
            self._file.add_paragraph(_clean(part))

    def strong(self, text: str) -> None:
        self._line(text, size=11, bold=True)

    def items(self, texts: Sequence[str], *, numbered: bool = False) -> None:
        for text in texts:
            self._file.add_paragraph(_clean(text), style="List Number" if numbered else "List Bullet")

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
        """The head repeats on each page; its lines stand as far out as the text, so `widths` may fill the page."""
        from docx.oxml import OxmlElement  # noqa: PLC0415

        table = self._file.add_table(rows=1, cols=len(head), style="Table Grid")
        table.autofit = False
        for cell, text in zip(table.rows[0].cells, head, strict=True):
            self._fill(cell, text, bold=True)
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                self._fill(cell, text)
        for place, width in enumerate(widths):
            table.columns[place].width = self._cm(width)
            for cell in table.columns[place].cells:
                cell.width = self._cm(width)
        self._indent(table)
        gap = self._file.add_paragraph().paragraph_format
        gap.space_after, gap.line_spacing = self._pt(0), self._pt(6)

    def signatures(self, place_and_day: str, signers: Sequence[dict[str, str]]) -> None:
        """Side by side, kept on one page: whose, position, room to sign, name, rank, NIP."""
        self._file.add_paragraph()
        table = self._file.add_table(rows=1, cols=len(signers))
        for place, (cell, one) in enumerate(zip(table.rows[0].cells, signers, strict=True)):
            first = place_and_day if place == len(signers) - 1 else ""
            lines = [first, one["as"], one["position"], "", "", "", one["name"] or "(…………………………)"]
            lines += [one["rank"]] if one["rank"] else []
            lines.append(f"NIP {one['nip']}" if one["nip"] else "NIP")
            for number, text in enumerate(lines):
                line = cell.paragraphs[0] if not number else cell.add_paragraph()
                run = line.add_run(_clean(text))
                run.bold = bool(one["name"]) and text == one["name"]
                line.paragraph_format.space_after, line.paragraph_format.keep_with_next = self._pt(0), True

    def picture(self, png: bytes, width: float, words: str) -> None:
        """`words` stand below it and are its alternative text."""
        shape = self._file.add_picture(BytesIO(png), width=self._cm(width))
        shape._inline.docPr.set("descr", _clean(words))
        self._line(words, size=8, bold=False)

    def page(self) -> None:
        self._file.add_page_break()

    def save(self, held: BytesIO, footer: str) -> None:
        line = self._file.sections[0].footer.paragraphs[0]
        line.add_run(f"{_clean(footer)} · halaman ").font.size = self._pt(8)
        self._field(line, "PAGE")
        line.add_run(" dari ").font.size = self._pt(8)
        self._field(line, "NUMPAGES")
        self._file.save(held)

    def _line(self, text: str, *, size: float, bold: bool) -> Any:
        line = self._file.add_paragraph()
        run = line.add_run(_clean(text))
        run.bold, run.font.size = bold, self._pt(size)
        return line

    def _fill(self, cell: Any, text: str, *, bold: bool = False) -> None:
        line = cell.paragraphs[0]
        run = line.add_run(_clean(text))
        run.bold, run.font.size = bold, self._pt(8.5)
        line.paragraph_format.space_after = self._pt(1)

    def _indent(self, table: Any) -> None:
        """Word hangs a table's frame out by the margin of its cells; this takes it back in."""
        from docx.oxml import OxmlElement  # noqa: PLC0415
        from docx.oxml.ns import qn  # noqa: PLC0415

        inward = OxmlElement("w:tblInd")
        inward.set(qn("w:w"), str(CELL_MARGIN))
        inward.set(qn("w:type"), "dxa")
        table._tbl.tblPr.insert_element_before(inward, "w:tblBorders", "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")

    def _heading_style(self, name: str, size: float) -> None:
        from docx.oxml.ns import qn  # noqa: PLC0415
        from docx.shared import RGBColor  # noqa: PLC0415

        style = self._file.styles[name]
        style.font.name, style.font.size, style.font.bold, style.font.color.rgb = FONT, self._pt(size), True, RGBColor(0x0E, 0x18, 0x22)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        style.paragraph_format.space_before, style.paragraph_format.space_after = self._pt(10), self._pt(3)

    def _rule_below(self, line: Any) -> None:
        from docx.oxml import OxmlElement  # noqa: PLC0415
        from docx.oxml.ns import qn  # noqa: PLC0415

        borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
        for key, value in (("val", "single"), ("sz", "12"), ("space", "4"), ("color", "000000")):
            bottom.set(qn(f"w:{key}"), value)
        borders.append(bottom)
        line._p.get_or_add_pPr().insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
        line.paragraph_format.space_after = self._pt(8)

    def _field(self, line: Any, name: str) -> None:
        from docx.oxml import OxmlElement  # noqa: PLC0415
        from docx.oxml.ns import qn  # noqa: PLC0415

        run = line.add_run()
        run.font.size = self._pt(8)
        for kind in ("begin", None, "end"):
            part = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                part.set(qn("w:fldCharType"), kind)
            else:
                part.text = name
            run._r.append(part)


def _clean(text: str) -> str:
    """XML can't hold control characters."""
    return "".join(one for one in text if one in "\n\t" or ord(one) >= 32)
