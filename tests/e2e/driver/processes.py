"""Starts programs on free ports of 127.0.0.1, and stops them and all that they started."""

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

HOST = "127.0.0.1"


def free_port():
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def environment(**more):
    """This process's environment without what would lead an AWS client elsewhere."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    return own | {name: str(value) for name, value in more.items()}


class Process:
    """A program in a process group of its own, with its output in a file."""

    def __init__(self, name, command, work, port, folder=None, **more):
        self.name = name
        self.port = port
        self.url = f"http://{HOST}:{port}"
        self.output = work / f"{name}.log"
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [str(part) for part in command],
                cwd=folder or work,
                env=environment(TMPDIR=work, **more),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait(self, seconds=30):
        """Until it takes connections."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise RuntimeError(f"{self.name} ended with {self.process.returncode}: {self.tail()}")
            try:
                socket.create_connection((HOST, self.port), timeout=1).close()
                return self
            except OSError:
                time.sleep(0.05)
        raise RuntimeError(f"{self.name} does not listen after {seconds} s: {self.tail()}")

    def tail(self):
        return self.output.read_text(errors="replace")[-2000:]

    def stop(self):
        """Asks first, then kills whoever is left of the group."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                pass
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()


def request(url, body=None, headers=()):
    """The status and the body of an HTTP answer."""
    sent = urllib.request.Request(url, data=body, headers=dict(headers))
    try:
        with urllib.request.urlopen(sent, timeout=30) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()
