//! `cargo run --release --package soak [EVENTS] [SEED]`: events of all sources in random order through
//! one real process, with handlers that fail, deny, panic and take too long, payloads that end early,
//! and connections that are slow or, in the last tenth, break. Every outcome is compared. A million
//! events unless said otherwise.

mod events;
mod plan;

use std::process::{Child, Command, ExitCode};
use std::time::{Duration, Instant};

use events::Soak;
use runtime_api::Server;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1).map(|argument| argument.parse::<u64>());
    let (Ok(events), Ok(seed)) =
        (arguments.next().unwrap_or(Ok(1_000_000)), arguments.next().unwrap_or(Ok(41)))
    else {
        eprintln!("Usage: soak [EVENTS] [SEED]");
        return ExitCode::FAILURE;
    };
    match soak(events, seed) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("soak, seed {seed}: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn soak(events: u64, seed: u64) -> Result<(), String> {
    let function = build()?;
    let server = Server::start(Soak::new(seed)).map_err(|e| e.to_string())?;
    let start = || {
        let mut command = Command::new(&function);
        server.environment(&mut command, "soak-function");
        command.env_remove("RUST_BACKTRACE").spawn().map_err(|e| format!("the function does not start: {e}"))
    };

    let begun = Instant::now();
    let mut process = Process { child: start()?, starts: 1 };
    println!("events     memory of the function's process, KiB");
    let mut memory = Vec::new();
    for step in 1..=9 {
        run_to(&server, events * step / 10, &mut process, &start)?;
        let resident = resident(process.child.id())?;
        println!("{:>9}  {resident}", events * step / 10);
        memory.push(resident);
    }
    if process.starts != 1 {
        return Err(format!("the process ended {} times without a broken connection", process.starts - 1));
    }
    server.update(|soak| soak.connections_break = true);
    run_to(&server, events, &mut process, &start)?;

    let state = server.state();
    let soak = &state.events;
    println!(
        "{events} events in {:.0} s, each outcome right: [answers, errors, denials, panics, too late, unknown source, truncated] = {:?}",
        begun.elapsed().as_secs_f64(),
        soak.plan.counts
    );
    println!(
        "{} connections, {} broken on purpose; {} events sent again, {} starts of the process",
        state.connections, soak.broken, soak.sent_again, process.starts
    );
    let (first, last) = (memory[0], memory[memory.len() - 1]);
    if last > first + first / 20 {
        return Err(format!("memory grew from {first} to {last} KiB"));
    }
    println!("memory after 10 % and 90 % of the events: {first} and {last} KiB");
    Ok(())
}

struct Process {
    child: Child,
    starts: u64,
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Lets events out up to `end`, and starts the process again where it ended, as Lambda does.
fn run_to(
    server: &Server<Soak>,
    end: u64,
    process: &mut Process,
    start: &dyn Fn() -> Result<Child, String>,
) -> Result<(), String> {
    server.update(|soak| soak.end = end);
    let (mut seen, mut since) = (0, Instant::now());
    loop {
        // Whether the process has ended, nobody tells.
        let pause = Duration::from_millis(1);
        drop(server.wait(pause, |state| state.events.plan.done == end || state.events.wrong.is_some()));
        let (done, wrong) = server.update(|soak| (soak.plan.done, soak.wrong.take()));
        if let Some(wrong) = wrong {
            return Err(wrong);
        }
        if done == end {
            return Ok(());
        }
        if done != seen {
            (seen, since) = (done, Instant::now());
        } else if since.elapsed() > Duration::from_mins(1) {
            return Err(format!("nothing has come back for a minute, after {done} events"));
        }
        if process.child.try_wait().map_err(|e| e.to_string())?.is_some() {
            process.child = start()?;
            process.starts += 1;
        }
    }
}

fn build() -> Result<std::path::PathBuf, String> {
    let own = std::env::current_exe().map_err(|e| e.to_string())?;
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command
        .args(["build", "--quiet", "--package", "soak", "--bin", "soak-function"])
        .current_dir(support::root());
    if !cfg!(debug_assertions) {
        command.arg("--release");
    }
    let built = command.status().map_err(|e| e.to_string())?;
    if built.success() {
        Ok(own.with_file_name("soak-function"))
    } else {
        Err("the function does not build".into())
    }
}

/// The resident memory of a process in KiB.
fn resident(process: u32) -> Result<u64, String> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).map_err(|e| e.to_string())?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok()).ok_or("no VmRSS".into())
}
