//! What it costs to build `minimal`, beside the same program on `lambda_runtime` alone.

use std::fs::{self, File};
use std::path::Path;
use std::time::SystemTime;

use crate::packages;
use crate::process::{ALONE, MINIMAL};
use crate::tools::{Outcome, cargo, grouped, median, output, root};

/// Builds of each, in turn.
const ROUNDS: usize = 3;

/// The program with 11 handlers and nine mails.
pub(crate) const ELEVEN: &str = "bench-eleven";
/// The same answers on `aws_lambda_events`.
pub(crate) const ELEVEN_ALONE: &str = "bench-eleven-alone";

/// CPU seconds, medians.
pub(crate) struct Builds {
    pub(crate) minimal: Times,
    pub(crate) alone: Times,
    eleven: [Edited; 2],
}

/// What follows an edit of a handler: CPU seconds, medians, and the size of the programs.
struct Edited {
    build: f64,
    check: f64,
    debug_bytes: u64,
    release_bytes: u64,
}

impl Builds {
    /// Ours divided by the other, with the bars.
    pub(crate) fn eleven(&self) -> [(&'static str, f64, f64); 2] {
        let [ours, alone] = &self.eleven;
        [
            ("build after an edit", ours.build / alone.build, 1.25),
            ("check after an edit", ours.check / alone.check, 1.25),
        ]
    }
}

/// CPU seconds.
pub(crate) struct Times {
    pub(crate) clean: f64,
    pub(crate) incremental: f64,
}

pub(crate) fn measure() -> Outcome<Builds> {
    let programs = [(MINIMAL, "examples/minimal.rs"), (ALONE, "benches/programs/alone/src/main.rs")];
    let (mut clean, mut incremental) = ([vec![], vec![]], [vec![], vec![]]);
    for _ in 0..ROUNDS {
        for (i, (name, source)) in programs.iter().enumerate() {
            let target = root().join("target/benches").join(name);
            if target.exists() {
                fs::remove_dir_all(&target)
                    .map_err(|e| format!("cannot remove {}: {e}", target.display()))?;
            }
            // What comes from crates.io is never built incrementally, and ours lies here.
            clean[i].push(build(name, &target, "0")?);
            build(name, &target, "1")?;
            for _ in 0..3 {
                touch(&root().join(source))?;
                incremental[i].push(build(name, &target, "1")?);
            }
        }
    }
    let [minimal, alone] = clean;
    let [minimal_again, alone_again] = incremental;
    let eleven = [
        edited(ELEVEN, "benches/programs/eleven/src/main.rs")?,
        edited(ELEVEN_ALONE, "benches/programs/eleven-alone/src/main.rs")?,
    ];
    Ok(Builds {
        eleven,
        minimal: Times { clean: median(minimal), incremental: median(minimal_again) },
        alone: Times { clean: median(alone), incremental: median(alone_again) },
    })
}

/// Edits a handler again and again, and builds and checks after each. The last edit undoes the others.
fn edited(name: &str, source: &str) -> Outcome<Edited> {
    const EDIT: (&str, &str) = ("account is suspended", "account is suspended now");
    const EDITS: usize = 10;
    let path = root().join(source);
    let target = root().join("target/benches/eleven");
    let text = fs::read_to_string(&path).map_err(|e| format!("cannot read {source}: {e}"))?;
    if !text.contains(EDIT.0) {
        return Err(format!("{source} has nothing to edit"));
    }
    let (mut builds, mut checks) = (vec![], vec![]);
    for command in ["build", "check"] {
        run(command, name, &target, "1")?;
        for edit in 1..=EDITS {
            let new = if edit % 2 == 1 { text.replace(EDIT.0, EDIT.1) } else { text.clone() };
            fs::write(&path, new).map_err(|e| format!("cannot write {source}: {e}"))?;
            let time = run(command, name, &target, "1");
            if time.is_err() {
                fs::write(&path, &text).map_err(|e| format!("cannot restore {source}: {e}"))?;
            }
            if command == "build" { &mut builds } else { &mut checks }.push(time?);
        }
    }
    output(cargo(&["build", "--quiet", "--locked", "--release", "-p", name, "--target-dir"]).arg(&target))?;
    let bytes = |profile: &str| {
        let file = target.join(profile).join(name);
        fs::metadata(&file).map(|file| file.len()).map_err(|e| format!("cannot read {}: {e}", file.display()))
    };
    let (debug_bytes, release_bytes) = (bytes("debug")?, bytes("release")?);
    Ok(Edited { build: median(builds), check: median(checks), debug_bytes, release_bytes })
}

pub(crate) fn table() -> Outcome<String> {
    let builds = measure()?;
    Ok(show(&builds)? + &reasons()?)
}

pub(crate) fn show(builds: &Builds) -> Outcome<String> {
    let row = |name: &str, package: &str, times: &Times| -> Outcome<String> {
        let packages = packages::of(package)?.len();
        Ok(format!("| {name} | {packages} | {:.1} | {:.2} |\n", times.clean, times.incremental))
    };
    Ok("| program | packages of others | clean dev build, CPU seconds | incremental, CPU seconds |\n|---|---:|---:|---:|\n"
        .to_owned()
        + &row("`examples/minimal.rs`, no default features", MINIMAL, &builds.minimal)?
        + &row("the same on `lambda_runtime` alone", ALONE, &builds.alone)?
        + &show_eleven(builds))
}

fn show_eleven(builds: &Builds) -> String {
    let mut out = String::from(
        "\n| 11 handlers and nine mails | build after an edit, CPU seconds | check after an edit | debug program, bytes | release program, bytes |\n\
         |---|---:|---:|---:|---:|\n",
    );
    for (name, edited) in
        ["`cognito-triggers`", "`lambda_runtime` and `aws_lambda_events`"].iter().zip(&builds.eleven)
    {
        let Edited { build, check, debug_bytes, release_bytes } = edited;
        let (debug_bytes, release_bytes) = (grouped(*debug_bytes), grouped(*release_bytes));
        out += &format!("| {name} | {build:.2} | {check:.2} | {debug_bytes} | {release_bytes} |\n");
    }
    out
}

/// The packages that are not `lambda_runtime`'s, each with its reason.
pub(crate) fn reasons() -> Outcome<String> {
    let mut out = String::from(
        "\nPackages beyond those of `lambda_runtime`, tokio, serde and serde_json, without ours:\n\n",
    );
    for package in packages::extra()? {
        let reason = match package.split(' ').next() {
            Some("subtle") => "answers to challenges are compared in constant time",
            Some("zeroize") => "passwords and codes are wiped when they are dropped",
            _ => "no reason is written down in benches/src/builds.rs",
        };
        out += &format!("- {package}: {reason}.\n");
    }
    Ok(out)
}

/// Builds, and gives the CPU seconds of cargo and all that it ran.
fn build(name: &str, target: &Path, incremental: &str) -> Outcome<f64> {
    run("build", name, target, incremental)
}

/// Runs a command of cargo on a program.
fn run(command: &str, name: &str, target: &Path, incremental: &str) -> Outcome<f64> {
    let mut cargo = cargo(&[command, "--quiet", "--locked", "-p", name, "--bin", name, "--target-dir"]);
    cpu_of(|| output(cargo.arg(target).env("CARGO_INCREMENTAL", incremental)).map(drop))
}

/// The CPU seconds of what a function runs and waits for.
pub(crate) fn cpu_of(run: impl FnOnce() -> Outcome<()>) -> Outcome<f64> {
    let before = children()?;
    run()?;
    Ok(children()? - before)
}

/// The CPU time of the processes that this one has waited for, and of theirs.
fn children() -> Outcome<f64> {
    // Of Linux, whatever the processor.
    const TICKS_PER_SECOND: f64 = 100.0;
    let stat = fs::read_to_string("/proc/self/stat").map_err(|e| format!("cannot read /proc: {e}"))?;
    // Behind the name, which may have spaces, the fields count from the third.
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap_or_default().split(' ').collect();
    let field = |number: usize| fields.get(number - 3).and_then(|field| field.parse::<f64>().ok());
    let (user, system) = (field(16), field(17));
    let ticks = user.zip(system).map(|(user, system)| user + system);
    ticks.map(|ticks| ticks / TICKS_PER_SECOND).ok_or("/proc/self/stat has no times".to_owned())
}

pub(crate) fn touch(source: &Path) -> Outcome<()> {
    let file = File::options().append(true).open(source);
    let touched = file.and_then(|file| file.set_modified(SystemTime::now()));
    touched.map_err(|e| format!("cannot touch {}: {e}", source.display()))
}
