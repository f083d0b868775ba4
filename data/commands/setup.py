"""The link by which the first person gets in."""

from argparse import ArgumentParser, Namespace

from data import start
from data.wording import say


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--url", help="alamat yang diketik orang, misalnya https://simpul.bangka.go.id")


def run(args: Namespace) -> int:
    start.prepare()
    link = start.setup_link(args.url)
    print(link or say("commands.already_set_up"))
    return 0
