//! How the cost grows: with the size of the event, and with the number of handlers, mails and languages.

use std::fmt::Write;

use benches::events::Event;
use benches::ways::{Grown, Way};

use crate::callgrind::instructions;
use crate::tools::{Outcome, grouped, ratio};

const SIZES: [usize; 7] = [2 << 10, 8 << 10, 32 << 10, 128 << 10, 512 << 10, 2 << 20, 6 << 20];

pub(crate) fn table() -> Outcome<String> {
    let mut out =
        String::from("| bytes of the event | instructions | of that per further byte |\n|---:|---:|---:|\n");
    let mut last: Option<(u64, u64)> = None;
    let mut slopes = Vec::new();
    for size in SIZES {
        let event = Event::Attributes(size);
        let (bytes, cost) = (event.payload().len() as u64, instructions(Way::Ours, event)?);
        let slope = last.map(|(fewer, less)| ratio(cost - less, bytes - fewer));
        let shown = slope.map_or(String::new(), |slope| format!("{slope:.2}"));
        let _ = writeln!(out, "| {} | {} | {shown} |", grouped(bytes), grouped(cost));
        slopes.extend(slope);
        last = Some((bytes, cost));
    }
    let lowest = slopes.iter().copied().fold(f64::INFINITY, f64::min);
    let highest = slopes.iter().copied().fold(0.0, f64::max);
    let _ = writeln!(
        out,
        "\nLinear: from step to step, a further byte costs between {lowest:.2} and {highest:.2} instructions.\n"
    );
    out += "| program | instructions, SignUp | / the first of its kind |\n|---|---:|---:|\n";
    let programs = programs()?;
    let count =
        |wanted: Grown| programs.iter().find(|(grown, _)| *grown == wanted).map_or(0, |(_, count)| *count);
    for (grown, count_of_it) in &programs {
        let of_the_first = ratio(*count_of_it, count(grown.least()));
        let _ = writeln!(out, "| {} | {} | {of_the_first:.3} |", grown.name(), grouped(*count_of_it));
    }
    Ok(out)
}

/// Instructions for a sign-up in programs with more of something.
pub(crate) fn programs() -> Outcome<Vec<(Grown, u64)>> {
    Grown::ALL.into_iter().map(|grown| Ok((grown, instructions(Way::Grown(grown), Event::SignUp)?))).collect()
}
