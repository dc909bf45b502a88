//! `cargo run --release --package soak [EVENTS] [SEED]`: events of all sources in random order through
//! one real process, with handlers that fail, deny, panic and take too long, payloads that end early,
//! and connections that are slow or, in the last tenth, break. Every outcome is compared. A million
//! events unless said otherwise.

mod api;
mod plan;

use std::net::TcpListener;
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

use api::Api;

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
    let listener = TcpListener::bind("127.0.0.1:0").map_err(|e| e.to_string())?;
    let address = listener.local_addr().map_err(|e| e.to_string())?.to_string();
    let api = Arc::new(Api::new(seed));
    let server = Arc::clone(&api);
    std::thread::spawn(move || {
        for connection in listener.incoming().flatten() {
            let _ = connection.set_nodelay(true);
            let api = Arc::clone(&server);
            std::thread::spawn(move || api.serve(&connection));
        }
    });
    let start = || {
        Command::new(&function)
            .env("AWS_LAMBDA_RUNTIME_API", &address)
            .env("AWS_LAMBDA_FUNCTION_NAME", "soak-function")
            .env("AWS_LAMBDA_FUNCTION_VERSION", "1")
            .env("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128")
            .env_remove("RUST_BACKTRACE")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|e| format!("the function does not start: {e}"))
    };

    let begun = Instant::now();
    let mut process = Process { child: start()?, starts: 1 };
    println!("events     memory of the function's process, KiB");
    let mut memory = Vec::new();
    for step in 1..=9 {
        run_to(&api, events * step / 10, &mut process, &start)?;
        let resident = resident(process.child.id())?;
        println!("{:>9}  {resident}", events * step / 10);
        memory.push(resident);
    }
    if process.starts != 1 {
        return Err(format!("the process ended {} times without a broken connection", process.starts - 1));
    }
    api.state().connections_break = true;
    run_to(&api, events, &mut process, &start)?;

    let state = api.state();
    println!(
        "{events} events in {:.0} s, each outcome right: [answers, errors, denials, panics, too late, unknown source, truncated] = {:?}",
        begun.elapsed().as_secs_f64(),
        state.plan.counts
    );
    println!(
        "{} connections, {} broken on purpose; {} events sent again, {} starts of the process",
        state.connections, state.broken, state.sent_again, process.starts
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
    api: &Api,
    end: u64,
    process: &mut Process,
    start: &dyn Fn() -> Result<Child, String>,
) -> Result<(), String> {
    api.state().end = end;
    api.wake();
    let (mut seen, mut since) = (0, Instant::now());
    loop {
        let (done, wrong) = {
            let mut state = api.state();
            (state.plan.done, state.wrong.take())
        };
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
        sleep(Duration::from_millis(1));
    }
}

fn build() -> Result<std::path::PathBuf, String> {
    let own = std::env::current_exe().map_err(|e| e.to_string())?;
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command
        .args(["build", "--quiet", "--package", "soak", "--bin", "soak-function"])
        .current_dir(tests::root());
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
