"""The function that every question attaches: it writes down what it gets, and answers as questions.json says.

A user's name is that of the question and of the run, such as `text_empty-4f2a`, so the event says which it is.
"""

import json
import pathlib

LONG = "a" * 20_001


class Denied(Exception):
    """What a question wants the function to fail with."""


def questions():
    text = (pathlib.Path(__file__).parent / "questions.json").read_text()
    return {question["name"]: question for question in json.loads(text)["questions"]}


def filled(value, names):
    """The value with its `$NAMES` replaced."""
    if isinstance(value, dict):
        return {key: filled(member, names) for key, member in value.items()}
    if isinstance(value, list):
        return [filled(member, names) for member in value]
    if isinstance(value, str):
        for name, text in names.items():
            value = value.replace(f"${name}", text)
    return value


def email(user):
    """Amazon's mailbox simulator takes the mails, and bothers nobody."""
    return f"success+{user}@simulator.amazonses.com"


def answer(question, event):
    """The answer to an event: the event itself, but for what the question says."""
    said = question["answers"].get(event["triggerSource"])
    if isinstance(said, list):
        # One for each round of a custom sign-in, and the last one from then on.
        said = said[min(len(event["request"].get("session") or []), len(said) - 1)]
    if said is None:
        return event
    said = filled(said, {"USER": event["userName"], "EMAIL": email(event["userName"]), "LONG": LONG})
    if "error" in said:
        raise Denied(said["error"])
    if "response" in said:
        event["response"] = said["response"]
    event["response"] = {**event["response"], **said["set"]} if "set" in said else event["response"]
    return {**event, **said.get("top", {})}


def handler(event, _context):
    print("ASKED " + json.dumps(event))
    return answer(questions()[event["userName"].rsplit("-", 1)[0]], event)
