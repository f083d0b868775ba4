"""Paket uji petik: the drawn dossiers, their index, who was allowed what, and both verifiers in one ZIP (S3.4, A3.3b)."""

import csv
import tempfile
from collections.abc import Callable
from io import BytesIO, StringIO
from typing import IO, Any

from sqlmodel import Session

from models.actors import Actor
from models.content.contents import Content
from models.entries import Entry
from models.errors import NotReady
from models.governance import samples
from models.governance.samples import Sample
from models.issues import Issue
from pages.documents import dated, dossier
from pages.documents.sample_index import Index, Table, safe
from pages.documents.sealing import Parcel

FOLDER = "berkas-konten"
LARGEST = 1_000 * 2**20
WIDTHS = (5, 10, 44, 22, 40, 24, 24, 16, 8, 60, 30, 40, 68)


def write(target: IO[bytes], sample: Sample, actor: Actor, session: Session, told: Callable[[int], None] = lambda _done: None) -> None:
    """Minutes for fifty pieces, never inside a transaction; one dossier at a time lies on the disk beside it. `told`: how many are done.

    NotReady where later records joined the period since the draw, or the dossiers grow beyond a gigabyte.
    """
    population = sample.criteria.matching(sample.programme_id, session)
    if samples.digest(population) != sample.digest:
        raise NotReady(Issue("page", "sample_moved"))
    parcel, index, drawn, size = Parcel("sample", target), Index(sample, actor, session), [], 0
    for done, content_id in enumerate(sample.content_ids, start=1):
        content = Content.find(content_id, actor, session)
        name = f"{FOLDER}/{done:02d}-{content.programme.key}-{content_id}.zip"
        with tempfile.TemporaryFile() as file:
            dossier.write(file, session, content_id, actor)
            size += file.seek(0, 2)
            if size > LARGEST:
                raise NotReady(Issue("page", "sample_too_heavy", {"limit": LARGEST // 2**20}))
            file.seek(0)
            index.add(content, name, parcel.add_file(name, file))
        drawn.append({"id": content_id, "file": name})
        told(done)
    parcel.add("daftar-uji-petik.csv", as_csv(index.table()))
    parcel.add("kewenangan.csv", as_csv(index.authority()))
    parcel.add("daftar-uji-petik.xlsx", as_xlsx({"Daftar": index.table(), "Kewenangan": index.authority(), "Tentang": index.about()}))
    parcel.add_json("uji-petik.json", facts(sample, population, drawn, session))
    parcel.close()


def facts(sample: Sample, population: list[int], drawn: list[dict[str, Any]], session: Session) -> dict[str, Any]:
    """What a check of the draw needs; ids and hashes as the log holds them."""
    number, digest = Entry.head(session)
    return {
        "format": 1, "programme": sample.programme.key, "programme_name": sample.programme.name,
        "office": dated.office_name(sample.programme, sample.at, session),
        "by": sample.by.name if sample.by else "", "letter": sample.letter, "at": sample.at.isoformat(), "seed": sample.seed,
        "size": sample.size, "since": sample.since.isoformat(), "until": sample.until.isoformat(), "kinds": sample.kinds,
        "channels": sample.channels, "lanes": sample.lanes, "population": population, "digest": sample.digest, "drawn": drawn,
        "anchor": {"number": number, "hash": digest},
    }  # fmt: skip


def file_name(sample: Sample) -> str:
    return f"uji-petik-{sample.programme.key}-{sample.pk}.zip"


def as_csv(table: Table) -> bytes:
    """UTF-8 with its mark, cut by `;`."""
    head, rows = safe(table)
    written = StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows(rows)
    return written.getvalue().encode("utf-8-sig")


def as_xlsx(tables: dict[str, Table]) -> bytes:
    import xlsxwriter  # noqa: PLC0415  only documents need it

    held = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(held, options)
    bold, cell = book.add_format({"bold": True, "bottom": 1, "text_wrap": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for name, (head, rows) in tables.items():
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for place in range(len(head)):
            sheet.set_column(place, place, WIDTHS[place] if name == "Daftar" else 30)
        sheet.write_row(0, 0, head, bold)
        for number, one in enumerate(rows, start=1):
            sheet.write_row(number, 0, one, cell)
    book.close()
    return held.getvalue()
