//! Whole processes: release builds that get their events from a runtime API on loopback.

use std::fs;
use std::io::Read;
use std::process::{Child, Command, Stdio};

use benches::events::Event;

use crate::Pairs;
use crate::api::Api;
use crate::callgrind::{collected, valgrind};
use crate::tools::{Outcome, output, program};

/// `examples/minimal.rs`, without the local tool.
pub(crate) const MINIMAL: &str = "bench-minimal";
/// A handler that does nothing, on `lambda_runtime`.
pub(crate) const NOTHING: &str = "bench-nothing";
/// The example on `lambda_runtime` alone.
pub(crate) const ALONE: &str = "bench-alone";

/// A function that serves.
struct Function {
    child: Child,
    api: Api,
}

impl Function {
    fn start(program_name: &str, wrapper: Option<Command>) -> Outcome<Self> {
        let api = Api::start(Event::SignUp.payload())?;
        let path = program(program_name)?;
        let mut command = match wrapper {
            Some(mut wrapper) => {
                wrapper.arg(path);
                wrapper
            }
            None => Command::new(path),
        };
        let child = command
            .env("AWS_LAMBDA_RUNTIME_API", &api.address)
            .env("AWS_LAMBDA_FUNCTION_NAME", "verify")
            .env("AWS_LAMBDA_FUNCTION_VERSION", "1")
            .env("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128")
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|e| format!("cannot start {program_name}: {e}"))?;
        Ok(Self { child, api })
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
        function.api.hand_out(events)?;
        if name == MINIMAL && !function.api.answer().contains("your code is <b>{####}</b>") {
            return Err(format!("{name} answers {:?}", function.api.answer()));
        }
        collected(&function.end()?)
    };
    let (few, many) = (20, 220);
    Ok(Instructions { cold_start: run(1)?, event: (run(many)? - run(few)?) / (many - few) })
}

/// What 2,000 events leave behind.
pub(crate) struct Served {
    pub(crate) connections: u64,
    pub(crate) threads: u64,
    pub(crate) resident_kib: u64,
}

pub(crate) fn serve(name: &str) -> Outcome<Served> {
    let function = Function::start(name, None)?;
    function.api.hand_out(2_000)?;
    let status = function.proc("status")?;
    let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let resident = resident.and_then(|size| size.trim().trim_end_matches(" kB").parse().ok());
    let served = Served {
        connections: function.api.connections(),
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

/// CPU time per event, in pairs. Server and function share a processor where `taskset` is there:
/// what one waits for the other is then not in it.
pub(crate) fn cpu() -> Pairs {
    let own = program("benches")?;
    let mut pinned = Command::new("taskset");
    pinned.args(["-c", "0"]).arg(&own).arg("cpu");
    let printed = output(&mut pinned).or_else(|_| output(Command::new(own).arg("cpu")))?;
    let pair = |line: &str| {
        let (a, b) = line.split_once(' ')?;
        Some((a.parse().ok()?, b.parse().ok()?))
    };
    Ok(printed.lines().filter_map(pair).collect())
}

/// What `cpu` runs on one processor.
pub(crate) fn print_cpu() -> Outcome<()> {
    for _ in 0..41 {
        println!("{} {}", cpu_of(MINIMAL)?, cpu_of(NOTHING)?);
    }
    Ok(())
}

fn cpu_of(name: &str) -> Outcome<f64> {
    const EVENTS: u32 = 2_000;
    let function = Function::start(name, None)?;
    function.api.hand_out(200)?;
    let before = function.cpu()?;
    function.api.hand_out(EVENTS.into())?;
    let time = (function.cpu()? - before) / f64::from(EVENTS);
    function.end()?;
    Ok(time)
}
