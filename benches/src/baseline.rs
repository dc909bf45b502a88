//! The guard: what repeats, compared with what is written down.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use benches::events::Event;
use benches::ways::{Grown, Way};
use serde::{Deserialize, Serialize};

use crate::builds::{ELEVEN, ELEVEN_ALONE};
use crate::packages;
use crate::process::{self, AT_A_TIME, BY_HAND, MANY_AT_A_TIME, MINIMAL, NOTHING};
use crate::tools::{Outcome, grouped, output, processor, ratio, root};
use crate::{callgrind, growth};

/// What `benches/baseline.json` has.
#[derive(Deserialize, Serialize)]
pub(crate) struct Baseline {
    /// Counts of instructions and bytes belong to a compiler and a C library.
    toolchain: String,
    /// Instructions and bytes: the same within a percent.
    pub(crate) counts: BTreeMap<String, u64>,
    /// Instructions of programs whose work is ordered differently in each run: the same within five percent.
    pub(crate) unordered: BTreeMap<String, u64>,
    /// Allocations, connections, threads: the same.
    pub(crate) exact: BTreeMap<String, u64>,
    /// The packages of others that `minimal` is built from, without default features.
    pub(crate) packages: BTreeSet<String>,
}

/// The events that the guard measures.
pub(crate) const EVENTS: [Event; 4] =
    [Event::SignUp, Event::AdminCreateUser, Event::FIFTY, Event::TokenClaims];

/// The ways that it measures; `Value` is for the table alone.
const WAYS: [Way; 5] = [Way::Ours, Way::OursUnheard, Way::Service, Way::ByHand, Way::AwsLambdaEvents];

/// The ways that it measures for the samples.
const SAMPLE_WAYS: [Way; 3] = [Way::OursUnheard, Way::ByHand, Way::AwsLambdaEvents];

/// The events of the triggers, one of each. For each: its name, how many instructions the reference may take, so
/// that a slow one cannot flatter us, and how many times those of the reference we may take, without a subscriber.
pub(crate) fn triggers() -> Vec<(String, Event, f64, f64)> {
    let sample = |event: Event| {
        let name = event.name();
        let (most, ratio) = match &*name {
            "PreSignUp" => (9_800.0, 1.25),
            "PostConfirmation" | "PreAuthentication" | "PostAuthentication" => (9_500.0, 1.25),
            "DefineAuthChallenge" => (15_700.0, 1.25),
            "CreateAuthChallenge" => (14_000.0, 1.25),
            "VerifyAuthChallengeResponse" => (11_200.0, 1.25),
            // benches/README.md says where the rest of these two goes.
            "UserMigration" => (10_500.0, 1.35),
            "CustomEmailSender" | "CustomSMSSender" => (12_500.0, 1.25),
            "InboundFederation" => (21_700.0, 1.70),
            _ => (0.0, 0.0),
        };
        (name, event, most, ratio)
    };
    let mut triggers = vec![
        ("CustomMessage, SignUp".to_owned(), Event::SignUp, 17_600.0, 1.25),
        ("CustomMessage, AdminCreateUser".to_owned(), Event::AdminCreateUser, 17_900.0, 1.25),
        ("PreTokenGeneration, V2_0, nested claims".to_owned(), Event::TokenClaims, 16_800.0, 1.25),
    ];
    triggers.extend(Event::samples().map(sample));
    triggers
}

pub(crate) fn count_name(event: Event, way: Way) -> String {
    format!("instructions, {}, {}", event.name(), way.name())
}

pub(crate) fn measure() -> Outcome<Baseline> {
    let (mut counts, mut exact) = (BTreeMap::new(), BTreeMap::new());
    for event in EVENTS {
        for way in WAYS {
            counts.insert(count_name(event, way), callgrind::instructions(way, event)?);
        }
        for way in [Way::Ours, Way::Service] {
            let [allocations, reallocations, _] = callgrind::allocations(way, event)?;
            exact.insert(format!("allocations, {}, {}", event.name(), way.name()), allocations);
            exact.insert(format!("reallocations, {}, {}", event.name(), way.name()), reallocations);
        }
    }
    for event in Event::samples() {
        for way in SAMPLE_WAYS.into_iter().filter(|way| way.takes(event)) {
            counts.insert(count_name(event, way), callgrind::instructions(way, event)?);
        }
        let [allocations, reallocations, _] = callgrind::allocations(Way::OursUnheard, event)?;
        exact.insert(format!("allocations, {}, ours", event.name()), allocations);
        exact.insert(format!("reallocations, {}, ours", event.name()), reallocations);
    }
    for (grown, count) in growth::programs()? {
        counts.insert(count_name(Event::SignUp, Way::Grown(grown)), count);
    }
    for (name, program) in [("minimal", MINIMAL), ("nothing", NOTHING), ("by hand", BY_HAND)] {
        let process::Instructions { cold_start, event } = process::instructions(program)?;
        counts.insert(format!("process, cold start, {name}"), cold_start);
        counts.insert(format!("process, event, {name}"), event);
        counts.insert(format!("process, bytes of the program, {name}"), process::size(program)?);
    }
    let mut unordered = BTreeMap::new();
    for (name, program) in ["ours", "nothing", "by hand"].into_iter().zip(MANY_AT_A_TIME) {
        unordered.insert(
            format!("process, event, {name}, {AT_A_TIME} at a time"),
            process::concurrent_instructions(program)?,
        );
    }
    for program in [ELEVEN, ELEVEN_ALONE] {
        counts.insert(format!("bytes of the program, {program}"), process::size(program)?);
    }
    let served = process::serve(MINIMAL)?;
    exact.insert("process, connections".to_owned(), served.connections);
    exact.insert("process, threads".to_owned(), served.threads);
    Ok(Baseline {
        toolchain: toolchain()?,
        counts,
        unordered,
        exact,
        packages: packages::of("bench-minimal")?,
    })
}

/// A ratio that has to hold on every compiler.
pub(crate) struct Bar {
    pub(crate) figure: String,
    pub(crate) value: f64,
    pub(crate) most: f64,
}

impl Baseline {
    fn count(&self, name: &str) -> u64 {
        self.counts.get(name).or_else(|| self.exact.get(name)).copied().unwrap_or_default()
    }

    /// What can be told from the figures that repeat.
    pub(crate) fn bars(&self) -> Vec<Bar> {
        let mut bars = Vec::new();
        let mut bar = |figure: String, value: f64, most: f64| bars.push(Bar { figure, value, most });
        let of = |event, way| self.count(&count_name(event, way));
        let (ours, hand, peer) = (Way::Ours, Way::ByHand, Way::AwsLambdaEvents);
        for (event, name) in [(Event::SignUp, "SignUp"), (Event::AdminCreateUser, "AdminCreateUser")] {
            let figure = format!("instructions, payload bytes to answer bytes (`Triggers::call`), {name}");
            bar(format!("{figure} / by hand"), ratio(of(event, ours), of(event, hand)), 1.20);
            bar(format!("{figure} / aws_lambda_events"), ratio(of(event, ours), of(event, peer)), 0.25);
            let figure = format!("the same through plain `lambda_runtime::run(service)`, {name}");
            bar(
                format!("{figure} / aws_lambda_events"),
                ratio(of(event, Way::Service), of(event, peer)),
                0.55,
            );
        }
        let precise = |count: u64| ratio(count, 1);
        for (name, event, most, times) in triggers() {
            let unheard = ratio(of(event, Way::OursUnheard), of(event, hand));
            bar(format!("instructions without a subscriber / by hand, {name}"), unheard, times);
            bar(
                format!("instructions of the reference itself, by hand, {name}"),
                precise(of(event, hand)),
                most,
            );
        }
        bar(
            "allocations, SignUp, bytes to bytes".to_owned(),
            precise(self.count("allocations, sign-up, ours")),
            6.0,
        );
        let fifty = ratio(of(Event::FIFTY, ours), of(Event::FIFTY, peer));
        bar("50 KB event, handler reads 3 attributes / aws_lambda_events".to_owned(), fifty, 0.35);
        let process = |figure: &str, name: &str| self.count(&format!("process, {figure}, {name}"));
        bar(
            "whole process, instructions per event".to_owned(),
            precise(process("event", "minimal")),
            120_000.0,
        );
        bar(
            "whole process, instructions per event / the same by hand on `lambda_runtime`".to_owned(),
            ratio(process("event", "minimal"), process("event", "by hand")),
            0.95,
        );
        for (figure, shown, most) in [
            // 12,000 of the instructions check the answer: ARCHITECTURE.md says why.
            ("cold start", "cold start to first answer, instructions", 1.08),
            ("bytes of the program", "stripped release binary of `minimal`, without the local tool", 1.06),
        ] {
            let value = ratio(process(figure, "minimal"), process(figure, "nothing"));
            bar(format!("{shown} / do-nothing handler"), value, most);
        }
        bar("connections for 2,000 events".to_owned(), precise(self.count("process, connections")), 1.0);
        bar("threads".to_owned(), precise(self.count("process, threads")), 1.0);
        for grown in Grown::ALL.into_iter().filter(|grown| *grown != grown.least()) {
            let [value, least] = [grown, grown.least()].map(|grown| of(Event::SignUp, Way::Grown(grown)));
            let figure = format!("{} / {}, instructions per event", grown.name(), grown.least().name());
            bar(figure, ratio(value, least), 1.02);
        }
        bars
    }
}

impl Bar {
    pub(crate) fn holds(&self) -> bool {
        self.value <= self.most
    }

    pub(crate) fn shown(&self) -> (String, String) {
        let show = |number: f64| {
            if self.most >= 10.0 || self.most.fract() == 0.0 {
                format!("{number:.0}")
            } else {
                format!("{number:.3}")
            }
        };
        (
            show(self.value),
            if self.most.fract() == 0.0 { show(self.most) } else { format!("{:.2}", self.most) },
        )
    }
}

fn path() -> PathBuf {
    root().join("benches/baseline.json")
}

/// The compiler, what it compiles for, the C library, whose allocator counts, and the processor, for
/// which that library picks its functions.
fn toolchain() -> Outcome<String> {
    let rustc = output(Command::new("rustc").arg("-vV").current_dir(root()))?;
    let field = |name: &str| rustc.lines().find_map(|line| line.strip_prefix(name)).unwrap_or("?").to_owned();
    let libc = output(Command::new("getconf").arg("GNU_LIBC_VERSION")).unwrap_or_default();
    Ok(format!("rustc {}, {}, {}, {}", field("release: "), field("host: "), libc.trim(), processor()))
}

pub(crate) fn bless() -> Outcome<()> {
    let measured = measure()?;
    let json = serde_json::to_string_pretty(&measured).map_err(|e| e.to_string())?;
    fs::write(path(), json + "\n").map_err(|e| format!("cannot write the baseline: {e}"))?;
    println!("benches/baseline.json is written: commit it with the change that moved the figures");
    Ok(())
}

pub(crate) fn check() -> Outcome<()> {
    let json = fs::read_to_string(path()).map_err(|e| format!("cannot read benches/baseline.json: {e}"))?;
    let written: Baseline = serde_json::from_str(&json).map_err(|e| format!("benches/baseline.json: {e}"))?;
    let measured = measure()?;
    let mut wrong = compare(&written, &measured);
    if written.toolchain != measured.toolchain {
        println!(
            "NOT COMPARED: instructions and bytes. benches/baseline.json has those of {}, and this is {}.",
            written.toolchain, measured.toolchain
        );
    }
    for bar in measured.bars() {
        let (value, most) = bar.shown();
        let state = if bar.holds() { "ok  " } else { "OVER" };
        println!("{state} {value:>8} of at most {most:>7}  {}", bar.figure);
        if !bar.holds() {
            wrong.push(format!("{}: {value}, and the bar is {most}", bar.figure));
        }
    }
    if wrong.is_empty() {
        println!(
            "{} figures are as written down, and all bars hold",
            written.counts.len() + written.unordered.len() + written.exact.len()
        );
        return Ok(());
    }
    Err(format!(
        "\nThe figures moved:\n  {}\nIf that is meant, and no bar is missed: run `benches/run bless`, commit benches/baseline.json, and say in the commit why.",
        wrong.join("\n  ")
    ))
}

/// What differs between two measurements.
fn compare(written: &Baseline, measured: &Baseline) -> Vec<String> {
    let mut wrong = Vec::new();
    let names = |of: fn(&Baseline) -> &BTreeMap<String, u64>| {
        let names: BTreeSet<String> = of(written).keys().chain(of(measured).keys()).cloned().collect();
        names.into_iter().map(move |name| (of(written).get(&name), of(measured).get(&name), name))
    };
    let shown = |count: Option<&u64>| count.map_or("none".to_owned(), |count| grouped(*count));
    let comparable = written.toolchain == measured.toolchain;
    let counts = names(|baseline| &baseline.counts).map(|count| (count, 100));
    let unordered = names(|baseline| &baseline.unordered).map(|count| (count, 20));
    for ((old, new, name), part) in counts.chain(unordered) {
        let moved = match (old, new) {
            (Some(old), Some(new)) => comparable && old.abs_diff(*new) * part > *old,
            _ => true,
        };
        if moved {
            let change =
                old.zip(new).map(|(old, new)| format!(" ({:+.1} %)", (ratio(*new, *old) - 1.0) * 100.0));
            wrong.push(format!(
                "{name}: {} before, {} now{}",
                shown(old),
                shown(new),
                change.unwrap_or_default()
            ));
        }
    }
    for (old, new, name) in names(|baseline| &baseline.exact) {
        if old != new {
            wrong.push(format!("{name}: {} before, {} now", shown(old), shown(new)));
        }
    }
    wrong.extend(
        measured.packages.difference(&written.packages).map(|package| format!("a new package: {package}")),
    );
    wrong.extend(
        written.packages.difference(&measured.packages).map(|package| format!("a package less: {package}")),
    );
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    fn baseline(count: u64, exact: u64, package: &str) -> Baseline {
        Baseline {
            toolchain: "one".to_owned(),
            counts: [("count".to_owned(), count)].into(),
            unordered: [("unordered".to_owned(), 1_000)].into(),
            exact: [("exact".to_owned(), exact)].into(),
            packages: [package.to_owned()].into(),
        }
    }

    #[test]
    fn what_moves_is_named() {
        let old = baseline(1_000, 5, "a v1");
        assert!(compare(&old, &baseline(1_010, 5, "a v1")).is_empty());
        assert!(compare(&old, &baseline(990, 5, "a v1")).is_empty());
        assert_eq!(compare(&old, &baseline(1_011, 5, "a v1")), ["count: 1,000 before, 1,011 now (+1.1 %)"]);
        assert_eq!(compare(&old, &baseline(989, 5, "a v1")), ["count: 1,000 before, 989 now (-1.1 %)"]);
        assert_eq!(compare(&old, &baseline(1_000, 6, "a v1")), ["exact: 5 before, 6 now"]);
        let unordered = |count| Baseline {
            unordered: [("unordered".to_owned(), count)].into(),
            ..baseline(1_000, 5, "a v1")
        };
        assert!(compare(&old, &unordered(1_050)).is_empty());
        assert_eq!(compare(&old, &unordered(1_051)), ["unordered: 1,000 before, 1,051 now (+5.1 %)"]);
        assert_eq!(
            compare(&old, &baseline(1_000, 5, "a v2")),
            ["a new package: a v2", "a package less: a v1"]
        );
    }

    #[test]
    fn counts_of_another_toolchain_are_not_compared_and_the_rest_is() {
        let old = baseline(1_000, 5, "a v1");
        let other = Baseline { toolchain: "two".to_owned(), ..baseline(2_000, 6, "a v1") };
        assert_eq!(compare(&old, &other), ["exact: 5 before, 6 now"]);
    }
}
