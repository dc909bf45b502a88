//! Whole processes: release builds that get their events from a runtime API on loopback.

use std::fs;
use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use benches::events::Event;
use runtime_api::{Events, Server};

use crate::callgrind::{collected, valgrind};
use crate::tools::{Outcome, output, program};

/// `examples/minimal.rs`, without the local tool.
pub(crate) const MINIMAL: &str = "bench-minimal";
/// A handler that does nothing, on `lambda_runtime`.
pub(crate) const NOTHING: &str = "bench-nothing";
/// The example on `lambda_runtime` alone.
pub(crate) const ALONE: &str = "bench-alone";
/// The example by hand for speed, on `lambda_runtime`.
pub(crate) const BY_HAND: &str = "bench-by-hand";

/// `examples/minimal.rs` with the feature `concurrent`.
pub(crate) const CONCURRENT: &str = "bench-concurrent";
/// A handler that does nothing, on `lambda_runtime::run_concurrent`.
pub(crate) const CONCURRENT_NOTHING: &str = "bench-concurrent-nothing";
/// The example by hand for speed, on `lambda_runtime::run_concurrent`.
pub(crate) const CONCURRENT_BY_HAND: &str = "bench-concurrent-by-hand";
/// How many events these take at a time.
pub(crate) const AT_A_TIME: usize = 64;

/// The programs whose CPU time is compared: ours, one that does nothing, and the same by hand.
pub(crate) const ONE_AT_A_TIME: [&str; 3] = [MINIMAL, NOTHING, BY_HAND];
/// The same, with many events in work.
pub(crate) const MANY_AT_A_TIME: [&str; 3] = [CONCURRENT, CONCURRENT_NOTHING, CONCURRENT_BY_HAND];

/// A function that serves.
struct Function {
    child: Child,
    api: Server<Repeated>,
    is_concurrent: bool,
}

/// One event, handed out as often as it is told to.
struct Repeated {
    event: String,
    /// How often it may still be handed out.
    left: u64,
    number: u64,
    /// What the function answered last.
    answer: String,
}

impl Events for Repeated {
    fn next(&mut self) -> Option<runtime_api::Event> {
        self.left = self.left.checked_sub(1)?;
        self.number += 1;
        let id = format!("8476a536-e9f4-11e8-9739-{:012}", self.number);
        Some(runtime_api::Event { id, payload: self.event.clone().into_bytes() })
    }

    fn done(&mut self, _: &str, outcome: runtime_api::Outcome) {
        let (runtime_api::Outcome::Answer(text) | runtime_api::Outcome::Error(text)) = outcome;
        self.answer = text;
    }
}

impl Function {
    fn start(program_name: &str, wrapper: Option<Command>) -> Outcome<Self> {
        let events = Repeated { event: Event::SignUp.payload(), left: 0, number: 0, answer: String::new() };
        let mut api = Server::start(events).map_err(|e| format!("no port is free: {e}"))?;
        let is_concurrent = MANY_AT_A_TIME.contains(&program_name);
        if is_concurrent {
            api = api.confirm_from(AT_A_TIME);
        }
        let path = program(program_name)?;
        let mut command = match wrapper {
            Some(mut wrapper) => {
                wrapper.arg(path);
                wrapper
            }
            None => Command::new(path),
        };
        api.environment(&mut command, "verify");
        if is_concurrent {
            command.env("AWS_LAMBDA_MAX_CONCURRENCY", AT_A_TIME.to_string());
        }
        let child = command
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|e| format!("cannot start {program_name}: {e}"))?;
        Ok(Self { child, api, is_concurrent })
    }

    /// Hands out events, and waits until the function has answered all and asks for the next.
    fn hand_out(&self, events: u64) -> Outcome<()> {
        // Each of those that asked already gets an event first.
        let last = self.asked()? + events;
        self.api.update(|repeated| repeated.left += events);
        let waited = self.api.wait(Duration::from_mins(5), |state| state.asked >= last);
        waited.map(drop).ok_or_else(|| "the function does not answer".to_owned())
    }

    /// How often the function asked, once it asks as often as it can.
    fn asked(&self) -> Outcome<u64> {
        let waiting = if self.is_concurrent { AT_A_TIME as u64 } else { 1 };
        let state = self.api.wait(Duration::from_mins(1), |state| state.asked >= waiting);
        state.map(|state| state.asked).ok_or_else(|| "the function does not ask for events".to_owned())
    }

    fn proc(&self, file: &str) -> Outcome<String> {
        let path = format!("/proc/{}/{file}", self.child.id());
        fs::read_to_string(&path).map_err(|e| format!("cannot read {path}: {e}"))
    }

    fn tasks(&self) -> Outcome<Vec<String>> {
        let path = format!("/proc/{}/task", self.child.id());
        let tasks = fs::read_dir(&path).map_err(|e| format!("cannot read {path}: {e}"))?;
        Ok(tasks.flatten().map(|task| task.file_name().to_string_lossy().into_owned()).collect())
    }

    /// The time on a processor so far, in user and system mode, in nanoseconds.
    fn cpu(&self) -> Outcome<f64> {
        let mut sum = 0.0;
        for task in self.tasks()? {
            let stat = self.proc(&format!("task/{task}/schedstat"))?;
            let time = stat.split(' ').next().and_then(|time| time.parse::<f64>().ok());
            sum += time.ok_or("the kernel does not say how long a task ran")?;
        }
        Ok(sum)
    }

    /// Ends the function, and gives what it printed as errors.
    fn end(mut self) -> Outcome<String> {
        output(Command::new("kill").args(["-TERM", &self.child.id().to_string()]))?;
        let mut errors = String::new();
        if let Some(mut stderr) = self.child.stderr.take() {
            stderr.read_to_string(&mut errors).map_err(|e| e.to_string())?;
        }
        self.child.wait().map_err(|e| e.to_string())?;
        Ok(errors)
    }
}

impl Drop for Function {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What repeats of a whole process.
pub(crate) struct Instructions {
    /// From the start to the first answer, and to asking for the next event.
    pub(crate) cold_start: u64,
    pub(crate) event: u64,
}

pub(crate) fn instructions(name: &str) -> Outcome<Instructions> {
    let run = |events| {
        let function = Function::start(name, Some(valgrind()))?;
        function.hand_out(events)?;
        let answer = function.api.state().events.answer.clone();
        if name != NOTHING && !answer.contains("your code is <b>{####}</b>") {
            return Err(format!("{name} answers {answer:?}"));
        }
        collected(&function.end()?)
    };
    let (few, many) = (20, 220);
    Ok(Instructions { cold_start: run(1)?, event: (run(many)? - run(few)?) / (many - few) })
}

/// Instructions for one of many events, with as many in work as the function takes.
pub(crate) fn concurrent_instructions(name: &str) -> Outcome<u64> {
    let run = |events| {
        let function = Function::start(name, Some(valgrind()))?;
        function.hand_out(events)?;
        let most = function.api.state().most_in_work;
        if most != AT_A_TIME {
            return Err(format!("{name} takes {most} events at a time, not {AT_A_TIME}"));
        }
        collected(&function.end()?)
    };
    let (few, many) = (AT_A_TIME as u64 * 4, AT_A_TIME as u64 * 12);
    Ok((run(many)? - run(few)?) / (many - few))
}

pub(crate) fn print_instructions() -> Outcome<()> {
    for name in MANY_AT_A_TIME {
        println!("{name}: event {}", concurrent_instructions(name)?);
    }

    for name in [MINIMAL, NOTHING, BY_HAND, ALONE] {
        let Instructions { cold_start, event } = instructions(name)?;
        println!("{name}: cold start {cold_start}, event {event}, {} bytes", size(name)?);
    }
    Ok(())
}

/// What 2,000 events leave behind.
pub(crate) struct Served {
    pub(crate) connections: u64,
    pub(crate) threads: u64,
    pub(crate) resident_kib: u64,
}

pub(crate) fn serve(name: &str) -> Outcome<Served> {
    let function = Function::start(name, None)?;
    function.hand_out(2_000)?;
    let status = function.proc("status")?;
    let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let resident = resident.and_then(|size| size.trim().trim_end_matches(" kB").parse().ok());
    let served = Served {
        connections: function.api.state().connections,
        threads: function.tasks()?.len() as u64,
        resident_kib: resident.ok_or("the kernel does not say how much memory is resident")?,
    };
    function.end()?;
    Ok(served)
}

pub(crate) fn size(name: &str) -> Outcome<u64> {
    let path = program(name)?;
    fs::metadata(&path).map(|file| file.len()).map_err(|e| format!("cannot read {}: {e}", path.display()))
}

/// CPU time per event in nanoseconds, of three programs in turn. Server and function share a processor where
/// `taskset` is there: what one waits for the other is then not in it.
pub(crate) fn cpu(command: &str) -> Outcome<Vec<[f64; 3]>> {
    let own = program("benches")?;
    let mut pinned = Command::new("taskset");
    pinned.args(["-c", "0"]).arg(&own).arg(command);
    let printed = output(&mut pinned).or_else(|_| output(Command::new(own).arg(command)))?;
    let times = |line: &str| {
        let times: Option<Vec<f64>> = line.split(' ').map(|time| time.parse().ok()).collect();
        times?.try_into().ok()
    };
    Ok(printed.lines().filter_map(times).collect())
}

/// What `cpu` runs on one processor.
pub(crate) fn print_cpu(programs: &[&str; 3]) -> Outcome<()> {
    for _ in 0..41 {
        let [ours, nothing, by_hand] = programs.map(cpu_of);
        println!("{} {} {}", ours?, nothing?, by_hand?);
    }
    Ok(())
}

fn cpu_of(name: &str) -> Outcome<f64> {
    const EVENTS: u32 = 2_000;
    let function = Function::start(name, None)?;
    function.hand_out(200)?;
    let before = function.cpu()?;
    function.hand_out(EVENTS.into())?;
    let time = (function.cpu()? - before) / f64::from(EVENTS);
    function.end()?;
    Ok(time)
}
