//! What it costs to build `minimal`, beside the same program on `lambda_runtime` alone.

use std::fmt::Write;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::process::{ALONE, MINIMAL};
use crate::tools::{Outcome, cargo, grouped, median, output, root};
use crate::{packages, written};

/// Clean builds of each, in turn.
const ROUNDS: usize = 3;
/// Edits of each, in turn.
const EDITS: usize = 11;

/// The program with 11 handlers and nine mails.
pub(crate) const ELEVEN: &str = "bench-eleven";
/// The same answers on `aws_lambda_events`.
pub(crate) const ELEVEN_ALONE: &str = "bench-eleven-alone";

/// CPU seconds.
pub(crate) struct Builds {
    clean: Pairs,
    incremental: Pairs,
    build: Pairs,
    check: Pairs,
    /// Sizes of the debug and the release program with 11 handlers, of ours and of the other.
    bytes: [[u64; 2]; 2],
}

/// Ours and the other, in turn: what else the machine does slows down both.
#[derive(Default)]
struct Pairs(Vec<[f64; 2]>);

impl Pairs {
    /// The median of all ratios.
    fn ratio(&self) -> f64 {
        median(self.0.iter().map(|[ours, alone]| ours / alone).collect())
    }

    fn medians(&self) -> [f64; 2] {
        [0, 1].map(|i| median(self.0.iter().map(|pair| pair[i]).collect()))
    }
}

impl Builds {
    /// Ours divided by the other, with the bars.
    pub(crate) fn bars(&self) -> [(&'static str, f64, f64); 3] {
        [
            (
                "11 handlers and nine mails, build after an edit, CPU seconds / the same on `aws_lambda_events`",
                self.build.ratio(),
                1.25,
            ),
            (
                "11 handlers and nine mails, check after an edit, CPU seconds / the same on `aws_lambda_events`",
                self.check.ratio(),
                1.25,
            ),
            (
                "clean dev build, CPU seconds / the same program on `lambda_runtime` alone",
                self.clean.ratio(),
                1.10,
            ),
        ]
    }
}

pub(crate) fn measure() -> Outcome<Builds> {
    let (mut clean, mut incremental) = (Pairs::default(), Pairs::default());
    let programs = [(MINIMAL, "examples/minimal.rs"), (ALONE, "benches/programs/alone/src/main.rs")];
    let targets = programs.map(|(name, _)| root().join("target/benches").join(name));
    for _ in 0..ROUNDS {
        let mut pair = [0.0; 2];
        for (i, (name, _)) in programs.iter().enumerate() {
            if targets[i].exists() {
                fs::remove_dir_all(&targets[i])
                    .map_err(|e| format!("cannot remove {}: {e}", targets[i].display()))?;
            }
            // What comes from crates.io is never built incrementally, and ours lies here.
            pair[i] = run("build", name, &root(), &targets[i], "0")?;
        }
        clean.0.push(pair);
    }
    for (i, (name, _)) in programs.iter().enumerate() {
        run("build", name, &root(), &targets[i], "1")?;
    }
    for _ in 0..EDITS {
        let mut pair = [0.0; 2];
        for (i, (name, source)) in programs.iter().enumerate() {
            touch(&root().join(source))?;
            pair[i] = run("build", name, &root(), &targets[i], "1")?;
        }
        incremental.0.push(pair);
    }
    let (folders, target) = (eleven()?, root().join("target/benches/eleven"));
    Ok(Builds {
        clean,
        incremental,
        build: edited(&folders, "build", &target)?,
        check: edited(&folders, "check", &target)?,
        bytes: [bytes(&folders[0], ELEVEN, &target)?, bytes(&folders[1], ELEVEN_ALONE, &target)?],
    })
}

/// Writes the programs that are edited.
fn eleven() -> Outcome<[PathBuf; 2]> {
    let copy = |name: &str, dependencies: &str, source: &str| {
        let text = written::read(&root().join("benches/programs").join(source).join("src/main.rs"))?;
        written::package(name, dependencies, &[("src/main.rs".to_owned(), text)])
    };
    let alone = "aws_lambda_events = { version = \"1\", default-features = false, features = [\"cognito\"] }\n\
                 lambda_runtime = { version = \"1\", default-features = false }\n\
                 serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n\
                 tokio = { version = \"1\", default-features = false, features = [\"macros\", \"rt\"] }\n";
    Ok([copy(ELEVEN, &written::library(), "eleven")?, copy(ELEVEN_ALONE, alone, "eleven-alone")?])
}

/// Edits a handler of each program again and again, and runs a command of cargo after each edit.
fn edited(folders: &[PathBuf; 2], command: &str, target: &Path) -> Outcome<Pairs> {
    const EDIT: (&str, &str) = ("account is suspended", "account is suspended now");
    let mut programs = Vec::new();
    for (folder, name) in folders.iter().zip([ELEVEN, ELEVEN_ALONE]) {
        let file = folder.join("src/main.rs");
        let text = written::read(&file)?;
        if !text.contains(EDIT.0) {
            return Err(format!("{} has nothing to edit", file.display()));
        }
        let texts = [text.replace(EDIT.1, EDIT.0), text.replace(EDIT.1, EDIT.0).replace(EDIT.0, EDIT.1)];
        run(command, name, folder, target, "1")?;
        programs.push((name, folder, file, texts));
    }
    let mut pairs = Pairs::default();
    for edit in 1..=EDITS {
        let mut pair = [0.0; 2];
        for (i, (name, folder, file, texts)) in programs.iter().enumerate() {
            written::write(file, &texts[edit % 2])?;
            pair[i] = run(command, name, folder, target, "1")?;
        }
        pairs.0.push(pair);
    }
    Ok(pairs)
}

/// The sizes of the debug and the release program.
fn bytes(folder: &Path, name: &str, target: &Path) -> Outcome<[u64; 2]> {
    let mut release = cargo(&["build", "--quiet", "--release", "--target-dir"]);
    output(release.arg(target).current_dir(folder))?;
    let bytes = |profile: &str| {
        let file = target.join(profile).join(name);
        fs::metadata(&file).map(|file| file.len()).map_err(|e| format!("cannot read {}: {e}", file.display()))
    };
    Ok([bytes("debug")?, bytes("release")?])
}

pub(crate) fn table() -> Outcome<String> {
    let builds = measure()?;
    let bars = builds.bars().map(|(figure, value, most)| format!("| {figure} | {value:.3} | {most:.2} |\n"));
    Ok(bars.concat() + "\n" + &show(&builds)? + &reasons()?)
}

pub(crate) fn show(builds: &Builds) -> Outcome<String> {
    let mut out = String::from(
        "| program | packages of others | clean dev build, CPU seconds | incremental, CPU seconds |\n|---|---:|---:|---:|\n",
    );
    let names = [
        ("`examples/minimal.rs`, no default features", MINIMAL),
        ("the same on `lambda_runtime` alone", ALONE),
    ];
    let (clean, incremental) = (builds.clean.medians(), builds.incremental.medians());
    for (i, (name, package)) in names.iter().enumerate() {
        let packages = packages::of(package)?.len();
        let _ = writeln!(out, "| {name} | {packages} | {:.1} | {:.2} |", clean[i], incremental[i]);
    }
    out += "\n| 11 handlers and nine mails | build after an edit, CPU seconds | check after an edit | debug program, bytes | release program, bytes |\n\
            |---|---:|---:|---:|---:|\n";
    let (build, check) = (builds.build.medians(), builds.check.medians());
    for (i, name) in ["`cognito-triggers`", "`lambda_runtime` and `aws_lambda_events`"].iter().enumerate() {
        let [debug, release] = builds.bytes[i].map(grouped);
        let _ = writeln!(out, "| {name} | {:.2} | {:.2} | {debug} | {release} |", build[i], check[i]);
    }
    Ok(out)
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

/// Runs a command of cargo on a program, and gives the CPU seconds of cargo and all that it ran.
fn run(command: &str, name: &str, folder: &Path, target: &Path, incremental: &str) -> Outcome<f64> {
    let mut cargo = cargo(&[command, "--quiet", "-p", name, "--bin", name, "--target-dir"]);
    let cargo = cargo.arg(target).current_dir(folder).env("CARGO_INCREMENTAL", incremental);
    cpu_of(|| output(cargo).map(drop))
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
