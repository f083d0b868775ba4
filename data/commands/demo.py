"""A quarter of both programmes to look around in, and the names to sign in with."""

import secrets
from argparse import ArgumentParser, Namespace

from data import seeds, start
from data.database import reading
from data.seeds.cast import NEWCOMERS, PARTS
from data.wording import say, sentence
from models import passwords
from models.actors import OFFICE_ROLES
from models.base import today
from models.errors import Refused
from models.passwords import Password
from models.people import Person
from models.programmes import Programme

WORDS = (
    "lada", "timah", "ombak", "pelangi", "perahu", "karang", "kelapa", "nipah", "gerhana", "mercusuar", "teluk", "tanjung", "kerang",
    "rawa", "bukit", "hujan", "senja", "embun", "layar", "jangkar", "camar", "penyu", "kepiting", "gambut", "meranti", "pelawan",
    "madu", "rusip", "lempah", "martabak", "kemplang", "sambal",
)  # fmt: skip

_shown = [""]


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--password", help="satu kata sandi untuk semua orang contoh; tanpa ini dibuatkan")
    parser.add_argument("--weeks", type=int, default=seeds.WEEKS, help="panjang cerita dalam minggu")


def run(args: Namespace) -> int:
    start.prepare()
    phrase = args.password or "-".join([*(secrets.choice(WORDS) for _ in range(3)), str(secrets.randbelow(90) + 10)])
    try:
        seeds.require_empty()
        password = _chosen(phrase)
    except Refused as refused:
        print("\n".join(sentence(issue) for issue in refused.issues))
        return 1
    seeds.fill(password, args.weeks, _show)
    start.close_setup()
    print(f"\r{say('demo.telling', percent=100)}\n\n{say('demo.filled')}\n")
    _print_sign_ins(phrase)
    return 0


def _chosen(phrase: str) -> Password:
    """Good for each of them: nobody's own name."""
    issues = {issue for part in (*PARTS, *NEWCOMERS) for issue in passwords.check_new(phrase, part.username, part.name)}
    if issues:
        raise Refused(*issues)
    return passwords.choose(phrase)


def _roles(person: Person, keys: dict[int, str], labels: dict[tuple[str, str], str]) -> str:
    """Those of today, by whichever letter."""
    held = [one for one in person.assignments if one.starts_on <= today() and (one.ends_on is None or one.ends_on >= today())]
    found = {labels.get((keys.get(one.programme_id or 0, ""), one.role), "") for one in held}
    return ", ".join(sorted(one for one in found if one))


def _show(share: float) -> None:
    """One line that counts up, also where the terminal is a file."""
    line = f"\r{say('demo.telling', percent=round(100 * share))}"
    if line != _shown[-1]:
        _shown.append(line)
        print(line, end="", flush=True)


def _print_sign_ins(phrase: str) -> None:
    with reading() as session:
        labels = {("", key): label for key, label in OFFICE_ROLES.items()}
        for programme in Programme.all(session):
            labels |= {(programme.key, role.key): f"{role.label} {programme.key.upper()}" for role in programme.rules.roles}
        keys = {one.pk: one.key for one in Programme.all(session)}
        told = {one.username: (one.name, _roles(one, keys, labels)) for one in Person.all(session)}
    for part in PARTS:
        name, roles = told[part.username]
        print(f"  {part.username:<10}{name:<20}{say('demo.ended') if part.left else roles}")
    for part in NEWCOMERS:
        roles = ", ".join(labels[programme, role] for programme, role, _ in part.roles)
        print(f"  {part.username:<10}{part.name:<20}{roles} {say('demo.newcomer')}")
    print(f"\n{say('demo.password', password=phrase)}")
