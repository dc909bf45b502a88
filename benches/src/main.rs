//! The tool behind `benches/run`: measures, compares with `benches/baseline.json`, writes
//! `benches/RESULTS.md`.

mod baseline;
mod builds;
mod callgrind;
mod growth;
mod growth_builds;
mod packages;
mod process;
mod results;
mod tools;
mod written;

use std::process::ExitCode;

const USAGE: &str = "\
usage: benches/run                measure everything, and write benches/RESULTS.md
       benches/run check          compare what repeats with benches/baseline.json; what CI runs
       benches/run bless          write benches/baseline.json
       benches/run growth         instructions for larger events, and for more handlers, mails and languages
       benches/run growth-builds  size and builds of programs with more handlers, mails and languages
       benches/run builds         packages, and CPU time of clean and incremental builds
       benches/run process        instructions of whole processes
       benches/run time           nanoseconds for one event
       benches/run pool           time for a sign-up in the user pool that tests use, in a dev build";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => results::write(),
        ["check"] => baseline::check(),
        ["bless"] => baseline::bless(),
        ["growth-builds"] => growth_builds::table().and_then(|table| {
            println!("{table}{}", growth_builds::tests()?);
            Ok(())
        }),
        ["growth"] => growth::table().map(|table| println!("{table}")),
        ["builds"] => builds::table().map(|table| println!("{table}")),
        ["process"] => process::print_instructions(),
        ["cpu"] => process::print_cpu(&process::ONE_AT_A_TIME),
        ["cpu-concurrent"] => process::print_cpu(&process::MANY_AT_A_TIME),
        _ => Err(USAGE.to_owned()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("{reason}");
            ExitCode::FAILURE
        }
    }
}
