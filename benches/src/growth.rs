//! How the cost grows: with the size of the event, and with the number of handlers.

use std::fmt::Write;

use benches::events::Event;
use benches::ways::Way;

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
    out += "| handlers in the program | instructions, SignUp | / one handler |\n|---:|---:|---:|\n";
    let handlers = handlers()?;
    for (number, count) in handlers {
        let _ = writeln!(out, "| {number} | {} | {:.3} |", grouped(count), ratio(count, handlers[0].1));
    }
    Ok(out)
}

/// Instructions in programs of one, 11 and 41 handlers.
pub(crate) fn handlers() -> Outcome<[(u64, u64); 3]> {
    let of = |way| instructions(way, Event::SignUp);
    Ok([(1, of(Way::OursOf1)?), (11, of(Way::OursOf11)?), (41, of(Way::OursOf41)?)])
}
