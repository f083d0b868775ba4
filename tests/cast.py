"""The standing cast: who plays what in every test that needs people."""

from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session

from data import playbooks
from data.database import transaction
from models import passwords
from models.actors import ADMIN, INSPECTOR, LEADER, SYSTEM, Actor
from models.passwords import Password
from models.people import Assignment, Person
from models.playbooks import load
from models.programmes import Office, Programme, Unit

SINCE = date(2026, 1, 1)
UNTIL = date(2027, 12, 31)
PASSWORD = "Kelapa-Muda-77"
OFFICES = {
    "simponi": ("Dinas Komunikasi, Informatika dan Statistik", "Dinkominfotik"),
    "asri": ("Badan Penanggulangan Bencana Daerah", "BPBD"),
}

# Role key → names of those who hold it; the user name is the first word. The first one is meant by `cast.simponi.editor`.
NAMES = {
    "simponi": {
        "koordinator": ("Rina Marlina", "Wulan Sari"),
        "editor": ("Andi Saputra", "Lestari Dewi"),
        "desainer": ("Bayu Pratama", "Mega Puspita"),
        "admin_teknis": ("Citra Ayu", "Joko Susilo"),
        "pengawas_kebijakan": ("Hendra Gunawan",),
        "validator_unit": ("Nurul Huda", "Yanti Oktavia"),
        "mentor": ("Surya Darma", "Fitri Handayani"),
    },
    "asri": {
        "koordinator": ("Dewi Anggraini", "Tono Wijaya"),
        "editor_teknis": ("Eko Prasetyo", "Siska Amelia"),
        "desainer": ("Gita Permata", "Zainal Arif"),
        "admin_platform": ("Irfan Hakim", "Vina Melati"),
        "pengawas_keakuratan": ("Kartika Putri", "Oman Rahmat"),
    },
}
OFFICE_NAMES = {ADMIN: "Maya Kusuma", LEADER: "Prayitno Utomo", INSPECTOR: "Qori Aulia"}


@dataclass(frozen=True)
class Team:
    """One programme and its people; `team.editor` is the first person of that role, `team.second("editor")` the other one."""

    programme: Programme
    people: dict[str, list[Person]] = field(default_factory=dict)

    def __getattr__(self, role: str) -> Person:
        if role.startswith("_") or role not in self.people:
            raise AttributeError(role)
        return self.people[role][0]

    def second(self, role: str) -> Person:
        return self.people[role][1]


@dataclass(frozen=True)
class Cast:
    """Everybody signs in with `cast.password`; `nobody` is a person without any role."""

    simponi: Team
    asri: Team
    unit: Unit
    admin: Person
    leader: Person
    inspector: Person
    nobody: Person
    password: str = PASSWORD

    @staticmethod
    def acting(person: Person, session: Session) -> Actor:
        """The person with the roles of the day, as a verb wants it for `by=`."""
        return Person.acting(person.pk, session)

    @classmethod
    def gather(cls, session: Session) -> "Cast":
        """Find again everybody who moved in."""
        by_name = {one.name: one for one in Person.all(session)}
        teams = {
            one.key: Team(one, {role: [by_name[name] for name in names] for role, names in NAMES[one.key].items()})
            for one in Programme.all(session)
        }
        office = [by_name[OFFICE_NAMES[role]] for role in (ADMIN, LEADER, INSPECTOR)]
        return cls(teams["simponi"], teams["asri"], Unit.all(session)[0], *office, by_name["Umar Bakri"])

    @classmethod
    def move_in(cls) -> None:
        """Fill an empty database: one transaction, through the verbs, one bcrypt for all."""
        password = passwords.choose(PASSWORD)
        with transaction() as session:
            unit = Unit.add("Dinas Kesehatan", None, by=SYSTEM, session=session)
            session.flush()
            for key, text in playbooks.texts().items():
                programme = Programme.start(
                    load(text, f"{key}.toml"), Office.found(*OFFICES[key], by=SYSTEM, session=session), SYSTEM, session
                )
                session.flush()
                for role, names in NAMES[key].items():
                    for name in names:
                        _hire(name, role, password, session, programme, unit.pk if programme.rules.role(role).unit else None)
            for role, name in OFFICE_NAMES.items():
                _hire(name, role, password, session)
            _add("Umar Bakri", password, session)


def _hire(
    name: str, role: str, password: Password, session: Session, programme: Programme | None = None, unit_id: int | None = None
) -> None:
    person = _add(name, password, session)
    ends = UNTIL if role == INSPECTOR else None
    Assignment.give(
        person, role, SYSTEM, session, programme=programme, unit_id=unit_id, starts_on=SINCE, ends_on=ends, letter="800/15/2026"
    )


def _add(name: str, password: Password, session: Session) -> Person:
    person = Person.add(name.split()[0].lower(), name, SYSTEM, session)
    session.flush()
    person.set_password(password, by=SYSTEM)
    return person
