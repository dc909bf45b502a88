#!/usr/bin/env python3
"""Asks a real Amazon Cognito what no document says: see README.md."""

import argparse
import pathlib
import secrets
import sys

import interview
from account import HERE, PREFIX, Account, known

MAKES = f"""\
It makes, in one region, each named {PREFIX}RUN:
  a user pool of the tier ESSENTIALS, with one app client and about 40 users
  a function (Python, 128 MB), its role, and its log group
Cost: below one US dollar: about 40 monthly active users of the tier, 150 calls of the function, and a megabyte of logs,
most of which is free in most accounts. Look at https://aws.amazon.com/cognito/pricing/ before you run it. The mails, about
20, go to Amazon's mailbox simulator.
It deletes all of it at the end, after a failure and on Ctrl-C. If the machine dies: `ask.py clean --region REGION`.
It touches nothing else."""


def arguments(words):
    parser = argparse.ArgumentParser(description=__doc__, epilog=MAKES, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("questions", help="print the questions, and what running them makes and costs; calls nothing")
    run = commands.add_parser("run", help="ask, write what was seen as fixtures, delete what was made")
    run.add_argument("question", nargs="*", help="only these; all without a name")
    run.add_argument("--yes", action="store_true", help="you have read what it makes and costs")
    run.add_argument("--out", type=pathlib.Path, default=HERE / "seen", help="the folder of the fixtures: %(default)s")
    run.add_argument("--ses-arn", help="a verified identity of SES: with it, questions about texts of mails are asked, too")
    clean = commands.add_parser("clean", help="delete what runs before this one have left")
    for command in (run, clean):
        command.add_argument("--region", required=True)
        command.add_argument("--endpoint", help="ask this emulator, and not AWS")
    chosen = parser.parse_args(words)
    if chosen.command == "run":
        unknown = sorted(set(chosen.question) - set(known()[1]))
        if unknown:
            parser.error(f"no question has the name {', '.join(unknown)}: `questions` lists them")
        if not chosen.yes:
            parser.error(f"this makes things in your account. Read what, and add --yes:\n{MAKES}")
    return chosen


def connected(chosen):
    """boto3's clients: of AWS with the credentials of the environment, or of an emulator without any."""
    import boto3

    more = {"endpoint_url": chosen.endpoint, "aws_access_key_id": "test", "aws_secret_access_key": "test"}
    return lambda service: boto3.client(service, region_name=chosen.region, **(more if chosen.endpoint else {}))


def run(chosen, account, number):
    """Asks the questions. Whatever happens, what was made is deleted."""
    settings, questions = known()
    name, asked, failed = f"{PREFIX}{number}", [], []
    try:
        account.make(name, settings)
        for question in questions.values():
            if chosen.question and question["name"] not in chosen.question:
                continue
            if question.get("needs") == "ses" and not account.ses_arn:
                print(f"skipped {question['name']}: it needs --ses-arn")
                continue
            try:
                asked.append((question, interview.ask(question, account, number, settings)))
                print(f"asked {question['name']}")
            except Exception as error:  # noqa: BLE001 - the other questions are asked all the same
                failed.append(f"{question['name']}: {error!r}")
        events = account.events(name) if asked else []
        for question, steps in asked:
            seen = interview.record(question, steps, events, account, number, settings)
            print(f"wrote {interview.write(chosen.out, seen, chosen.region)}")
    finally:
        left = account.delete(name)
        for what in left:
            print(f"NOT DELETED: {what}", file=sys.stderr)
        if left:
            print(f"Delete it: ask.py clean --region {chosen.region}", file=sys.stderr)
    for what in failed:
        print(f"FAILED: {what}", file=sys.stderr)
    return int(bool(failed or left))


def main(words=None, connect=connected):
    chosen = arguments(words)
    if chosen.command == "questions":
        for name, question in known()[1].items():
            print(f"{name}: {question['asks']}")
        print(f"\n{MAKES}")
        return 0
    patience = 0.2 if chosen.endpoint else 5
    account = Account(connect(chosen), patience, getattr(chosen, "ses_arn", None))
    if chosen.command == "clean":
        left = account.delete()
        for what in left:
            print(f"NOT DELETED: {what}", file=sys.stderr)
        return int(bool(left))
    return run(chosen, account, secrets.token_hex(3))


if __name__ == "__main__":
    sys.exit(main())
