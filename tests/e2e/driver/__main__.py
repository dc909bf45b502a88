"""Runs the flows: `python driver PARTS BINARIES SERVED [WORD..]`."""

import contextlib
import pathlib
import signal
import sys
import tempfile
import time

import aws_questions
import checking
import codes
import cognito_local_pools
import emulator
import flood
import guide
import listing
import ministack_pools
import page
import served_pools
import template
from processes import Process
from report import Report

MODULES = (
    emulator,
    codes,
    cognito_local_pools,
    ministack_pools,
    template,
    listing,
    checking,
    aws_questions,
    served_pools,
    flood,
    page,
    guide,
)


class Run:
    """Where things are, and what was started."""

    def __init__(self, parts, binaries, served, work, stack):
        self.root = pathlib.Path(__file__).resolve().parents[3]
        self.parts = pathlib.Path(parts)
        self.binaries = pathlib.Path(binaries)
        self.served = pathlib.Path(served)
        self.work = pathlib.Path(work)
        self._stack = stack
        self._started = {}
        self.processes = []

    def start(self, name, command, port, folder=None, **more):
        process = Process(name, command, self.work, port, folder, **more)
        self.processes.append(process)
        self._stack.callback(process.stop)
        return process

    def once(self, kind, *arguments):
        """Something that several flows use, made by the first of them."""
        key = (kind, *arguments)
        if key not in self._started:
            self._started[key] = kind(self, *arguments)
        return self._started[key]


def stop(number, _):
    sys.exit(128 + number)


def main(parts, binaries, served, *wanted):
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, stop)
    start = time.monotonic()
    report = Report(wanted)
    with contextlib.ExitStack() as stack:
        work = stack.enter_context(tempfile.TemporaryDirectory(prefix="e2e-", ignore_cleanup_errors=True))
        run = Run(parts, binaries, served, work, stack)
        for module in MODULES:
            for name, flow in module.FLOWS.items():
                report.flow(name, flow, run)
        for name, flow in page.ON_REQUEST.items():
            if name in wanted:
                report.flow(name, flow, run)
        if report.failed:
            for process in run.processes:
                print(f"-- the end of what {process.name} wrote\n{process.tail()}")
    print(f"{report.passed} flows passed, {len(report.failed)} failed, in {time.monotonic() - start:.1f} s")
    if report.failed or not report.passed:
        sys.exit(1)


main(*sys.argv[1:])
