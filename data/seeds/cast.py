"""Who plays in the demo: offices, units, people with their dated roles, contacts, hours. All names and numbers are invented."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session

from data import playbooks
from data.database import transaction
from models.actors import ADMIN, INSPECTOR, LEADER, SYSTEM
from models.base import today
from models.governance.contact_kinds import ContactKind, ContactUse
from models.governance.contacts import Contact
from models.passwords import Password
from models.people import Assignment, Person
from models.playbooks import load
from models.programmes import Office, Programme, Unit
from models.public.service_hours import USUAL_WEEK, ServiceHours

OFFICES = {
    "simponi": ("Dinas Komunikasi, Informatika dan Statistik Kabupaten Bangka", "Diskominfotik"),
    "asri": ("Badan Penanggulangan Bencana Daerah Kabupaten Bangka", "BPBD"),
}
UNITS = (
    "Dinas Kesehatan", "Dinas Kependudukan dan Pencatatan Sipil", "Dinas Pendidikan dan Kebudayaan", "Badan Pendapatan Daerah",
    "Dinas Perhubungan", "Dinas Koperasi dan Usaha Kecil", "Diskominfotik",
)  # fmt: skip
FAKE_NIP = "00000000 000000 0 0{:02}"


@dataclass(frozen=True)
class Part:
    """One person: user name, name, rank, and roles as (programme or '', role, unit or ''); none: appointed later in the story."""

    username: str
    name: str
    rank: str
    roles: tuple[tuple[str, str, str], ...]
    left: bool = False


PARTS = (
    Part("dian", "Dian Permatasari", "Penata Muda / III.a", (("", ADMIN, ""),)),
    Part("rani", "Rani Oktaviani", "Penata Tk. I / III.d", (("simponi", "koordinator", ""),)),
    Part("yoga", "Yoga Pratama", "Penata Muda / III.a", (("simponi", "editor", ""),)),
    Part("lisa", "Lisa Andriani", "Penata Muda Tk. I / III.b", (("simponi", "editor", ""),)),
    Part("joko", "Joko Santoso", "Penata / III.c", (("simponi", "editor", ""),), left=True),
    Part("fajar", "Fajar Nugraha", "Pengatur / II.c", (("simponi", "desainer", ""), ("asri", "desainer", ""))),
    Part("tika", "Tika Rahmawati", "Pengatur Muda / II.a", (("simponi", "desainer", ""),)),
    Part("riko", "Riko Saputra", "Pengatur / II.c", (("simponi", "admin_teknis", ""),)),
    Part("budiman", "Budiman Hartono", "Pembina / IV.a", (("simponi", "pengawas_kebijakan", ""),)),
    Part("hadi", "Hadi Firmansyah", "Pembina / IV.a", (("simponi", "mentor", ""),)),
    Part("nurul", "Nurul Hidayati", "Penata / III.c", (("simponi", "validator_unit", "Dinas Kesehatan"),)),
    Part("arif", "Arif Maulana", "Penata / III.c", (("simponi", "validator_unit", "Dinas Kependudukan dan Pencatatan Sipil"),)),
    Part("wulan", "Wulan Kartika", "Penata Muda / III.a", (("simponi", "validator_unit", "Diskominfotik"),)),
    Part("lena", "Lena Marlina", "Penata Tk. I / III.d", (("asri", "koordinator", ""),)),
    Part("agus", "Agus Setiadi", "Penata Muda Tk. I / III.b", (("asri", "editor_teknis", ""),)),
    Part("putri", "Putri Wulandari", "Penata Muda / III.a", (("asri", "editor_teknis", ""),)),
    Part("bima", "Bima Aditya", "Pengatur Muda / II.a", (("asri", "desainer", ""),)),
    Part("eko", "Eko Wahyudi", "Pengatur / II.c", (("asri", "admin_platform", ""),)),
    Part("sumarno", "Sumarno", "Pembina / IV.a", (("asri", "pengawas_keakuratan", ""),)),
    Part("ferdi", "Ferdi Anwar", "Penata Tk. I / III.d", (("asri", "pengawas_keakuratan", ""),)),
    Part("laras", "Laras Ayuningtyas", "Penata Muda / III.a", ()),
    Part("jaka", "Jaka Permana", "Penata / III.c", ()),
    Part("ibnu", "Ibnu Hidayat", "Pembina / IV.a", ()),
    Part("tarmizi", "Tarmizi Hamid", "Pembina Utama Muda / IV.c", (("", LEADER, ""),)),
    Part("siska", "Siska Melinda", "Penata / III.c", (("", INSPECTOR, ""),)),
)


# They come near the end, by task letter until their decree, and haven't done their first steps yet.
NEWCOMERS = (
    Part("nisa", "Nisa Ramadhani", "Penata Muda / III.a", (("simponi", "editor", ""),)),
    Part("galih", "Galih Saputro", "Penata Muda / III.a", (("asri", "editor_teknis", ""),)),
)

POSITIONS = {
    "rani": "Pranata Hubungan Masyarakat Ahli Muda", "hadi": "Kepala Bidang Informasi dan Komunikasi Publik",
    "budiman": "Sekretaris Dinas", "lena": "Analis Kebencanaan Ahli Muda", "sumarno": "Kepala Bidang Pencegahan dan Kesiapsiagaan",
    "ferdi": "Kepala Seksi Kesiapsiagaan", "riko": "Pranata Komputer Terampil", "tarmizi": "Kepala Dinas",
    "yoga": "Pranata Hubungan Masyarakat Ahli Pertama", "lisa": "Pranata Hubungan Masyarakat Ahli Pertama",
    "fajar": "Pengelola Desain Grafis", "tika": "Pengelola Desain Grafis", "bima": "Pengelola Desain Grafis",
    "agus": "Analis Mitigasi Bencana", "putri": "Analis Mitigasi Bencana", "eko": "Pranata Komputer Terampil",
    "nurul": "Promotor Kesehatan Ahli Muda", "arif": "Kepala Seksi Identitas Penduduk", "wulan": "Analis Media Sosial",
    "laras": "Pengadministrasi Umum", "jaka": "Kepala Seksi Pelayanan Umum", "ibnu": "Sekretaris Kecamatan",
    "dian": "Pranata Komputer Ahli Pertama", "siska": "Auditor Ahli Muda",
}  # fmt: skip


def validator_of(unit: str) -> str:
    """User name of a unit's validator; empty for a unit without an account."""
    return next((part.username for part in PARTS for _, _, own in part.roles if own and own == unit), "")


@dataclass(frozen=True)
class Line:
    """A contact; `reached` as the last test said, None = nobody tried."""

    key: str
    programme: str
    label: str
    number: str
    kind: ContactKind
    use: ContactUse
    organisation: str
    reached: bool | None = True
    retested: bool = True


PHONE, WHATSAPP, EMAIL, WEB = ContactKind.PHONE, ContactKind.WHATSAPP, ContactKind.EMAIL, ContactKind.WEB
PUBLIC, INTERNAL = ContactUse.PUBLIC, ContactUse.VERIFICATION
LINES = (
    Line("layanan", "simponi", "Layanan Informasi Publik", "0717 00 000 01", PHONE, PUBLIC, "Diskominfotik"),
    Line("kesehatan", "simponi", "Layanan Dinas Kesehatan", "0717 00 000 02", PHONE, PUBLIC, "Dinas Kesehatan"),
    Line("dukcapil", "simponi", "Layanan kependudukan", "0717 00 000 03", PHONE, PUBLIC, "Dinas Kependudukan dan Pencatatan Sipil"),
    Line("pajak", "simponi", "Loket pajak daerah", "0717 00 000 04", PHONE, PUBLIC, "Badan Pendapatan Daerah"),
    Line("aduan", "simponi", "Surel pengaduan", "aduan@contoh.bangka.go.id", EMAIL, PUBLIC, "Diskominfotik", retested=False),
    Line("humas", "simponi", "Petugas humas puskesmas", "0800 0000 0001", WHATSAPP, INTERNAL, "Dinas Kesehatan"),
    Line("umum", "simponi", "Loket lama di kantor bupati", "0717 00 000 09", PHONE, PUBLIC, "Diskominfotik", reached=False, retested=False),
    Line("darurat", "asri", "Nomor darurat", "112", PHONE, PUBLIC, "Pusat layanan darurat"),
    Line("pusdalops", "asri", "Pusat pengendalian operasi BPBD", "0717 00 000 11", PHONE, PUBLIC, "BPBD"),
    Line("damkar", "asri", "Pemadam kebakaran", "113", PHONE, PUBLIC, "Satuan pemadam kebakaran"),
    Line("sar", "asri", "Pencarian dan pertolongan", "115", PHONE, PUBLIC, "Kantor pencarian dan pertolongan"),
    Line("bmkg", "asri", "Petugas jaga stasiun cuaca", "0800 0000 0002", WHATSAPP, INTERNAL, "BMKG", retested=False),
    Line("camat", "asri", "Piket kecamatan Belinyu", "0800 0000 0003", WHATSAPP, INTERNAL, "Kecamatan Belinyu", reached=None),
)  # fmt: skip


@dataclass(frozen=True)
class Roster:
    """Ids by what the demo calls them: user name, programme key, unit name, contact key."""

    people: Mapping[str, int]
    programmes: Mapping[str, int]
    units: Mapping[str, int]
    contacts: Mapping[str, int]


def move_in(password: Password) -> Roster:
    """Found everything on the clock's day, in one transaction; bcrypt was done before."""
    with transaction() as session:
        units = {name: Unit.add(name, None, SYSTEM, session) for name in UNITS}
        offices = {key: Office.found(*names, by=SYSTEM, session=session) for key, names in OFFICES.items()}
        session.flush()
        texts = playbooks.texts()
        programmes = {key: Programme.start(load(texts[key], f"{key}.toml"), offices[key], SYSTEM, session, demo=True) for key in OFFICES}
        session.flush()
        for one in programmes.values():
            ServiceHours.set(one, USUAL_WEEK, date(today().year - 1, 1, 1), SYSTEM, session)
        people = {part.username: _hire(part, place, password, programmes, units, session) for place, part in enumerate(PARTS, start=1)}
        contacts = {line.key: _enter(line, offices, programmes, session) for line in LINES}
        session.flush()
        return Roster(*({key: row.pk for key, row in rows.items()} for rows in (people, programmes, units, contacts)))


def _hire(
    part: Part, place: int, password: Password, programmes: Mapping[str, Programme], units: Mapping[str, Unit], session: Session
) -> Person:
    person = Person.add(
        part.username, part.name, SYSTEM, session, nip=FAKE_NIP.format(place), rank=part.rank, position=POSITIONS.get(part.username, "")
    )
    session.flush()
    person.set_password(password, SYSTEM)
    for programme, role, unit in part.roles:
        inspects = role == INSPECTOR
        Assignment.give(
            person, role, SYSTEM, session, programme=programmes.get(programme), unit_id=units[unit].pk if unit else None,
            starts_on=today(), ends_on=today() + timedelta(days=150) if inspects else None,
            letter=f"700/{place:03}/CONTOH/{today().year}" if inspects else f"800/{place:03}/CONTOH/{today().year}",
        )  # fmt: skip
    return person


def _enter(line: Line, offices: Mapping[str, Office], programmes: Mapping[str, Programme], session: Session) -> Contact:
    contact = Contact.add(
        line.label, line.number, line.kind, line.use, SYSTEM, session, office=offices[line.programme],
        programme=programmes[line.programme], organisation=line.organisation,
    )  # fmt: skip
    session.flush()
    if line.reached is not None:
        contact.record_test(SYSTEM, today(), reached=line.reached)
    return contact
