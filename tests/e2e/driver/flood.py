"""A thousand clients that never finish: the server of `--serve` answers others, and its memory stays bounded."""

import contextlib
import resource
import socket

from processes import HOST, free_port, request
from report import equal

CLIENTS = 1000
# One of 512 KB is the largest, and the server keeps 200 connections.
BODY = 500_000
MOST = 200 * 512 * 1024 + 100 * 1024 * 1024

HEAD = (
    "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-amz-json-1.1\r\n"
    "X-Amz-Target: AWSCognitoIdentityProviderService.SignUp\r\nContent-Length: 524288\r\n\r\n"
)


def answers(served):
    """A client that finishes is answered."""
    headers = {
        "Content-Type": "application/x-amz-json-1.1",
        "X-Amz-Target": "AWSCognitoIdentityProviderService.GetUser",
    }
    status, body = request(served.url, b'{"AccessToken": "x"}', headers)
    equal((status, b"NotAuthorizedException" in body), (400, True), "the answer")


def memory(served, name):
    """A figure of the program's memory, in bytes."""
    with open(f"/proc/{served.process.pid}/status") as status:
        lines = dict(line.split(":", 1) for line in status)
    return int(lines[name].split()[0]) * 1024


def flood(run):
    port = free_port()
    served = run.start("flooded", [run.served / "one-lambda", "--serve", f"{HOST}:{port}"], port).wait()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, 2 * CLIENTS)), hard))
    with contextlib.ExitStack() as stack:
        for number in range(CLIENTS):
            client = stack.enter_context(socket.create_connection((HOST, port), timeout=30))
            # The server closes some before they have sent all.
            with contextlib.suppress(OSError):
                client.sendall(HEAD.encode() + b" " * BODY)
            if number % 250 == 249:
                answers(served)
        # Meanwhile it reads what the others have sent.
        for _ in range(50):
            answers(served)
        most = memory(served, "VmHWM")
        equal(most < MOST, True, f"{most:,} bytes are below {MOST:,}")
    answers(served)
    return f"{CLIENTS} clients with {BODY:,} bytes each: at most {most / 2**20:.0f} MB"


FLOWS = {"serve: a thousand clients that never finish": flood}
