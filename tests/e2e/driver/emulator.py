"""AWS's Runtime Interface Emulator: every event through the real runtime API."""

import json
import subprocess

from processes import HOST, Process, environment, free_port, request
from report import equal

EVENTS = ["cognito-triggers/samples", "tests/events/odd", "tests/events/variants"]


class Emulator:
    """The emulator with one function in it."""

    def __init__(self, run, function):
        port = free_port()
        command = [
            run.parts / "rie",
            "--runtime-interface-emulator-address", f"{HOST}:{port}",
            "--runtime-api-address", f"{HOST}:{free_port()}",
            run.binaries / function,
        ]
        self.process = run.start(
            f"rie-{function}", command, port, AWS_LAMBDA_FUNCTION_NAME=function, AWS_LAMBDA_FUNCTION_TIMEOUT=10
        ).wait()

    def invoke(self, event):
        status, answer = request(f"{self.process.url}/2015-03-31/functions/function/invocations", event)
        return equal(status, 200, "the emulator's status") and answer


def same_as_printed(run, function, files):
    """Each answer is what `--event` prints, but for line ends after it. How many are no mere echo?"""
    emulator = Emulator(run, function)
    changed = 0
    for file in files:
        command = [run.binaries / function, "--event", file]
        printed = subprocess.run(command, env=environment(), capture_output=True, check=True).stdout
        answer = emulator.invoke(file.read_bytes())
        equal(answer.rstrip(b"\n"), printed.rstrip(b"\n"), str(file))
        changed += answer.strip() != file.read_bytes().strip()
    return changed


def every_event(run):
    """The same bytes as `--event` prints."""
    files = []
    for folder in EVENTS:
        found = sorted((run.root / folder).glob("*.json"))
        if not found:
            raise AssertionError(f"{folder} has no event")
        files += found
    changed = same_as_printed(run, "every-trigger", files)
    return f"{len(files)} events answered byte for byte as by --event, {changed} of them with a response of ours"


def with_extension(run):
    """`one-lambda` registers an extension, which needs the extensions API too."""
    samples = run.root / "cognito-triggers/samples"
    names = ["PreSignUp_SignUp", "CustomMessage_SignUp", "CustomMessage_ResendCode", "PostConfirmation_ConfirmSignUp"]
    changed = same_as_printed(run, "one-lambda", [samples / f"{name}.json" for name in names])
    return f"{', '.join(names)} answered as by --event, {changed} of them with a response of ours"


def denial(run):
    """What a runtime gets for `deny!`."""
    emulator = Emulator(run, "email-allow-list")
    event = (run.root / "cognito-triggers/samples/PreSignUp_SignUp.json").read_bytes()
    error = json.loads(emulator.invoke(event.replace(b"example.org", b"elsewhere.net")))
    equal(error["errorType"], "CognitoTriggers.Denied", "the error's type")
    equal(
        error["errorMessage"],
        "Only addresses of example.com and example.org may sign up",
        "the error's message",
    )
    # The next event finds the function alive.
    equal(json.loads(emulator.invoke(event))["response"]["autoConfirmUser"], False, "the next answer")
    return json.dumps(error)


FLOWS = {
    "rie: every event file": every_event,
    "rie: one-lambda, with its extension": with_extension,
    "rie: a denial": denial,
}
