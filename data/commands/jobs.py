"""What is due now, once: for installations that prefer their own clock."""

from argparse import ArgumentParser, Namespace

from data import jobs, start
from data.wording import say


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--list", action="store_true", help="sebutkan pekerjaannya saja")


def run(args: Namespace) -> int:
    if args.list:
        for job in jobs.JOBS:
            hours, minutes = divmod(int(job.every.total_seconds()) // 60, 60)
            print(say("commands.job", name=say(f"jobs.{job.name}"), every=f"{hours} jam" if hours else f"{minutes} menit"))
        return 0
    start.prepare()
    done, failed = jobs.run_due()
    for name in done:
        print(say("commands.job_done", name=say(f"jobs.{name}")))
    for name in failed:
        print(say("commands.job_failed", name=say(f"jobs.{name}")))
    if not done and not failed:
        print(say("commands.nothing_due"))
    return 1 if failed else 0
