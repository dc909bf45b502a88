//! `benches/RESULTS.md`: every figure, its bar, and the command that makes it.

use std::fmt::Write;
use std::fs;
use std::process::Command;

use benches::events::Event;
use benches::ways::Way;

use crate::baseline::{self, Bar, Baseline, EVENTS, count_name};
use crate::builds::{self, Builds};
use crate::process::{self, ALONE, BY_HAND, CONCURRENT, CONCURRENT_NOTHING, MINIMAL, NOTHING};
use crate::tools::{Outcome, cargo, grouped, median, output, processor, ratio, root};
use crate::{callgrind, growth, growth_builds, packages};

const INTRODUCTION: &str = "\
# Results

Written by `benches/run`; do not edit. What is measured, in which profile and why so, is in
[README.md](README.md).
";

pub(crate) fn write() -> Outcome<()> {
    let repeating = baseline::measure()?;
    let one = process::cpu("cpu")?;
    let many = process::cpu("cpu-concurrent")?;
    let builds = builds::measure()?;
    let mut out = format!("{INTRODUCTION}\n{}\n", machine()?);
    out += "\n## Bars\n\n| figure | measured | at most | |\n|---|---:|---:|---|\n";
    let mut bars = repeating.bars();
    let to = |times: &[[f64; 3]], other: usize| median(times.iter().map(|all| all[0] / all[other]).collect());
    for (figure, value, most) in [
        ("whole process, CPU per event / do-nothing handler", to(&one, 1), 1.10),
        ("whole process, CPU per event / the same by hand on `lambda_runtime`", to(&one, 2), 1.05),
        ("64 events at a time, CPU per event / do-nothing handler", to(&many, 1), 1.10),
        ("64 events at a time, CPU per event / the same by hand", to(&many, 2), 1.05),
    ] {
        bars.push(Bar { figure: format!("{figure} (median of ratios)"), value, most });
    }
    bars.push(Bar {
        figure: "resident memory after 2,000 events / do-nothing handler".to_owned(),
        value: ratio(resident(MINIMAL)?, resident(NOTHING)?),
        most: 1.06,
    });
    bars.push(Bar {
        figure: "64 events at a time, resident memory after 2,000 / do-nothing handler".to_owned(),
        value: ratio(resident(CONCURRENT)?, resident(CONCURRENT_NOTHING)?),
        most: 1.10,
    });
    bars.extend(builds.bars().map(|(figure, value, most)| Bar { figure: figure.to_owned(), value, most }));
    bars.push(Bar {
        figure: "packages beyond `lambda_runtime`, tokio, serde, serde_json and ours".to_owned(),
        value: ratio(packages::extra()?.len() as u64, 1),
        most: 4.0,
    });
    for bar in &bars {
        let (value, most) = bar.shown();
        let holds = if bar.holds() { "holds" } else { "**missed**" };
        let _ = writeln!(out, "| {} | {value} | {most} | {holds} |", bar.figure);
    }
    out += &one_event()?;
    out += &every_trigger(&repeating);
    out += &whole_process(&one)?;
    out += "\n## Growth: `benches/run growth`\n\n";
    out += &growth::table()?;
    out += "\n## Programs that grow: `benches/run growth-builds`\n\n";
    out += &growth_builds::table()?;
    out += &build_cost(&builds)?;
    out += &growth_builds::tests()?;
    out += &nanoseconds()?;
    fs::write(root().join("benches/RESULTS.md"), &out)
        .map_err(|e| format!("cannot write the results: {e}"))?;
    println!("{out}");
    Ok(())
}

fn machine() -> Outcome<String> {
    let rustc = output(Command::new("rustc").arg("-V").current_dir(root()))?;
    let valgrind = output(Command::new("valgrind").arg("--version"))?;
    let date = output(Command::new("date").args(["-u", "+%F"]))?;
    let commit = output(Command::new("git").args(["rev-parse", "--short", "HEAD"]).current_dir(root()))?;
    Ok(format!(
        "{}, commit {}, {}, {}, on {}.",
        date.trim(),
        commit.trim(),
        rustc.trim(),
        valgrind.trim(),
        processor()
    ))
}

/// The middle of a few: it differs by a page or two from run to run.
fn resident(program: &str) -> Outcome<u64> {
    let mut sizes = Vec::new();
    for _ in 0..5 {
        sizes.push(process::serve(program)?.resident_kib);
    }
    sizes.sort_unstable();
    Ok(sizes[sizes.len() / 2])
}

fn one_event() -> Outcome<String> {
    let mut out = String::from(
        "\n## One event, payload bytes to answer bytes: `benches/run check`, `benches/run time`\n\n\
         | event | bytes | way | instructions | / by hand | / aws_lambda_events | allocations | reallocations | bytes allocated |\n\
         |---|---:|---|---:|---:|---:|---:|---:|---:|\n",
    );
    let ways = [Way::Ours, Way::OursUnheard, Way::Service, Way::ByHand, Way::Value, Way::AwsLambdaEvents];
    for event in EVENTS.into_iter().chain([Event::SIX_MEGABYTES]) {
        let bytes = grouped(event.payload().len() as u64);
        let counts: Vec<u64> =
            ways.into_iter().map(|way| callgrind::instructions(way, event)).collect::<Outcome<_>>()?;
        for (way, count) in ways.into_iter().zip(&counts) {
            let [allocations, reallocations, allocated] = callgrind::allocations(way, event)?;
            let _ = writeln!(
                out,
                "| {} | {bytes} | {} | {} | {:.2} | {:.2} | {allocations} | {reallocations} | {} |",
                title(event),
                way.name(),
                grouped(*count),
                ratio(*count, counts[3]),
                ratio(*count, counts[5]),
                grouped(allocated),
            );
        }
    }
    Ok(out)
}

/// One row for each trigger.
fn every_trigger(figures: &Baseline) -> String {
    let mut out = String::from(
        "\n## Every trigger, without a subscriber: `benches/run check`\n\n\
         | trigger | bytes | by hand | ours | / by hand | aws_lambda_events | ours / that | allocations, ours |\n\
         |---|---:|---:|---:|---:|---:|---:|---:|\n",
    );
    for (name, event, ..) in baseline::triggers() {
        let of = |way| figures.counts.get(&count_name(event, way)).copied();
        let (hand, ours) = (of(Way::ByHand).unwrap_or_default(), of(Way::OursUnheard).unwrap_or_default());
        let peer = of(Way::AwsLambdaEvents);
        let allocations = figures.exact.get(&format!("allocations, {}, ours", event.name()));
        let _ = writeln!(
            out,
            "| {name} | {} | {} | {} | {:.2} | {} | {} | {} |",
            grouped(event.payload().len() as u64),
            grouped(hand),
            grouped(ours),
            ratio(ours, hand),
            peer.map_or("has no type".to_owned(), grouped),
            peer.map_or(String::new(), |peer| format!("{:.2}", ratio(ours, peer))),
            allocations.copied().unwrap_or_default(),
        );
    }
    out
}

fn title(event: Event) -> &'static str {
    match event {
        Event::SignUp => "SignUp",
        Event::AdminCreateUser => "AdminCreateUser",
        Event::TokenClaims => "token generation V2_0, nested claims",
        Event::SIX_MEGABYTES => "6 MB",
        Event::Attributes(_) => "50 attributes",
        Event::Sample(trigger) => trigger.name(),
    }
}

fn whole_process(times: &[[f64; 3]]) -> Outcome<String> {
    let mut out = String::from(
        "\n## Whole process, SignUp: `benches/run`\n\n\
         | program | cold start, instructions | per event, instructions | connections | threads | resident, KiB | program, bytes |\n\
         |---|---:|---:|---:|---:|---:|---:|\n",
    );
    for (name, program) in [
        ("`examples/minimal.rs`, no default features", MINIMAL),
        ("do-nothing handler on `lambda_runtime`", NOTHING),
        ("the example by hand for speed, on `lambda_runtime`", BY_HAND),
        ("the example on `lambda_runtime` alone", ALONE),
    ] {
        let instructions = process::instructions(program)?;
        let served = process::serve(program)?;
        let _ = writeln!(
            out,
            "| {name} | {} | {} | {} | {} | {} | {} |",
            grouped(instructions.cold_start),
            grouped(instructions.event),
            served.connections,
            served.threads,
            grouped(resident(program)?),
            grouped(process::size(program)?),
        );
    }
    let microseconds = |program: usize| median(times.iter().map(|all| all[program]).collect()) / 1_000.0;
    let _ = writeln!(
        out,
        "\nCPU time per event, user and system, {} times 2,000 events in turn, medians: `minimal` {:.1} µs, do-nothing {:.1} µs, by hand {:.1} µs.",
        times.len(),
        microseconds(0),
        microseconds(1),
        microseconds(2),
    );
    Ok(out)
}

fn build_cost(builds: &Builds) -> Outcome<String> {
    Ok(format!("\n## Build cost: `benches/run builds`\n\n{}{}", builds::show(builds)?, builds::reasons()?))
}

fn nanoseconds() -> Outcome<String> {
    let table =
        output(cargo(&["bench", "--quiet", "-p", "benches", "--bench", "nanoseconds"]).env("NO_COLOR", "1"))?;
    let table = table.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    Ok(format!("\n## Time: `benches/run time`\n\n```text\n{}\n```\n", table.trim()))
}
