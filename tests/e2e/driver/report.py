"""What a run prints, and how a flow says that something is wrong."""

import time
import traceback

from botocore.exceptions import ClientError


class Report:
    """Runs flows one after another; a failure does not hide the next one."""

    def __init__(self, wanted):
        self.wanted = wanted
        self.passed = 0
        self.failed = []

    def flow(self, name, run, *arguments):
        """Runs a flow, and prints what it returns: what was delivered."""
        if self.wanted and not any(word in name for word in self.wanted):
            return
        start = time.monotonic()
        try:
            delivered = run(*arguments)
            if not delivered:
                raise AssertionError("the flow delivered nothing")
        except Exception:
            self.failed.append(name)
            print(f"FAILED {name}\n{traceback.format_exc()}", flush=True)
            return
        self.passed += 1
        print(f"ok {name} ({time.monotonic() - start:.1f} s)", flush=True)
        for line in [delivered] if isinstance(delivered, str) else delivered:
            print(f"     {line}", flush=True)


def equal(actual, expected, what):
    """Both are the same, or the flow has failed."""
    if actual != expected:
        raise AssertionError(f"{what}:\n  expected {expected!r}\n  but got  {actual!r}")
    return actual


def refused(code, call, **arguments):
    """The message of the error with which the pool refuses the call."""
    try:
        answer = call(**arguments)
    except ClientError as error:
        equal(error.response["Error"]["Code"], code, "the error's code")
        return error.response["Error"]["Message"]
    raise AssertionError(f"expected {code}, but the call succeeded: {answer}")
