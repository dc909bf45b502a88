//! Instructions, counted by valgrind's callgrind: they repeat, whatever else the machine does.

use std::io::Read;
use std::process::{Command, Stdio};

use benches::events::Event;
use benches::ways::Way;

use crate::tools::{Outcome, output, program};

/// Glibc copies with one instruction that callgrind counts once for each byte. These settings make
/// it use others.
const GLIBC: &str =
    "glibc.cpu.x86_rep_movsb_threshold=1000000000:glibc.cpu.x86_rep_stosb_threshold=1000000000";

/// Valgrind, before a program and its arguments.
pub(crate) fn valgrind() -> Command {
    let mut command = Command::new("valgrind");
    command.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]).env("GLIBC_TUNABLES", GLIBC);
    command
}

/// The instructions that valgrind reports.
pub(crate) fn collected(report: &str) -> Outcome<u64> {
    let count = report.lines().find_map(|line| line.split_once("Collected : "));
    let count = count.and_then(|(_, count)| count.trim().parse().ok());
    count.ok_or_else(|| format!("valgrind reports no instructions:\n{report}"))
}

/// The instructions for one event: the difference of two runs, so that starting is not in it.
pub(crate) fn instructions(way: Way, event: Event) -> Outcome<u64> {
    let (few, many) = match event {
        Event::Attributes(bytes) if bytes > 1 << 18 => (1, 3),
        Event::Attributes(_) => (5, 25),
        _ => (50, 250),
    };
    let difference = run(way, event, many)? - run(way, event, few)?;
    Ok((difference + (many - few) / 2) / (many - few))
}

fn run(way: Way, event: Event, times: u64) -> Outcome<u64> {
    let mut command = valgrind();
    command.arg(program("one-event")?).args([way.name(), &event.name(), &times.to_string()]);
    let mut child = command
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|e| format!("cannot run valgrind, which counts instructions: {e}"))?;
    let mut report = String::new();
    if let Some(mut stderr) = child.stderr.take() {
        stderr.read_to_string(&mut report).map_err(|e| e.to_string())?;
    }
    let status = child.wait().map_err(|e| e.to_string())?;
    if !status.success() {
        return Err(format!("valgrind failed: {report}"));
    }
    collected(&report)
}

/// Allocations, reallocations, and bytes, for one event.
pub(crate) fn allocations(way: Way, event: Event) -> Outcome<[u64; 3]> {
    let printed = output(Command::new(program("allocations")?).args([way.name(), &event.name()]))?;
    let numbers: Vec<u64> = printed.split_whitespace().filter_map(|number| number.parse().ok()).collect();
    numbers.try_into().map_err(|_| format!("no allocations in {printed:?}"))
}
