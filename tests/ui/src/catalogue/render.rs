//! The compiler's text, as it is on every machine.

use std::fmt::Write as _;

use serde_json::Value;

use super::root;

/// The errors of a case, one below the other.
pub(super) fn render(errors: &[Value], case: &str) -> String {
    let texts = errors.iter().map(|error| {
        let text = error["rendered"].as_str().unwrap_or_default();
        one(text, case)
    });
    texts.collect::<Vec<_>>().join("\n")
}

/// A line of rendered text.
enum Line<'t> {
    /// ` 7 | code`, and what follows the bar.
    Code(usize, &'t str),
    /// `   | ^^^`, and what follows the bar.
    Mark(&'t str),
    /// ` --> file:7:1` or ` ::: file:7:1`, from the arrow.
    Place(&'t str),
    /// `  = note: ..`, from the `=`.
    Note(&'t str),
    /// The second line of a note, with the blanks before it.
    NoteGoesOn(&'t str),
    /// `error: ..`, `help: ..` and the lines that belong to it.
    Heading(&'t str),
}

/// Paths become relative, code of other crates is left out, and the margin is as wide as the case
/// needs: so a message does not change when code of the runtime crate moves.
fn one(text: &str, case: &str) -> String {
    let mut lines = Vec::new();
    let mut elsewhere = false;
    for line in text.lines() {
        // Where types are long, rustc writes a file, and says so.
        if line.contains("the full name for the type has been written") || line.contains("using `--verbose`")
        {
            continue;
        }
        let line = classify(line, lines.last());
        match line {
            Line::Place(place) => {
                elsewhere = !place.contains(&own_path(case));
                lines.push(line);
            }
            Line::Code(..) | Line::Mark(_) | Line::Heading("...") if elsewhere => {}
            Line::Code(..) | Line::Mark(_) => lines.push(line),
            Line::Note(_) | Line::NoteGoesOn(_) | Line::Heading(_) => {
                elsewhere = false;
                lines.push(line);
            }
        }
    }
    let margin = |text: &str| {
        text.len() - text.trim_start_matches([' ', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']).len()
    };
    let old = text.lines().find(|line| line.trim_start().starts_with("-->")).map_or(0, margin);
    let numbers = lines.iter().filter_map(|line| if let Line::Code(n, _) = line { Some(*n) } else { None });
    let width = numbers.max().unwrap_or(1).to_string().len();
    let mut out = String::new();
    for line in &lines {
        let _ = match line {
            Line::Code(number, rest) => writeln!(out, "{number:>width$} |{rest}"),
            Line::Mark(rest) => writeln!(out, "{:width$} |{rest}", ""),
            Line::Place(place) => writeln!(out, "{:width$}{}", "", self::place(place, case)),
            Line::Note(note) => writeln!(out, "{:width$} {note}", ""),
            Line::NoteGoesOn(note) => {
                let blanks = margin_of(note);
                writeln!(out, "{:1$}{2}", "", (blanks + width).saturating_sub(old), note.trim_start())
            }
            Line::Heading(heading) => writeln!(out, "{heading}"),
        };
    }
    let mut out: Vec<&str> = out.lines().map(str::trim_end).collect();
    while out.last().is_some_and(|line| line.is_empty() || line.trim() == "|") {
        out.pop();
    }
    out.join("\n") + "\n"
}

fn margin_of(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

fn classify<'t>(line: &'t str, last: Option<&Line<'_>>) -> Line<'t> {
    let trimmed = line.trim_start();
    if trimmed.starts_with("--> ") || trimmed.starts_with("::: ") {
        return Line::Place(trimmed);
    }
    if let Some((before, rest)) = line.split_once('|') {
        if before.trim().is_empty() && before.starts_with(' ') {
            return Line::Mark(rest);
        }
        if let Ok(number) = before.trim().parse() {
            return Line::Code(number, rest);
        }
    }
    if line.starts_with(' ') && trimmed.starts_with("= ") {
        return Line::Note(trimmed);
    }
    if line.starts_with(' ') && matches!(last, Some(Line::Note(_) | Line::NoteGoesOn(_))) {
        return Line::NoteGoesOn(line);
    }
    Line::Heading(line)
}

/// How the compiler names the case's own file.
fn own_path(case: &str) -> String {
    root().join(case).with_extension("rs").display().to_string()
}

/// `--> ui/area/case.rs:7:1`; without line and column for other crates.
fn place(place: &str, case: &str) -> String {
    let (arrow, path) = place.split_once(' ').unwrap_or((place, ""));
    if let Some(position) = path.strip_prefix(&own_path(case)) {
        return format!("{arrow} ui/{case}.rs{position}");
    }
    let file = path.split(".rs:").next().unwrap_or(path);
    let workspace = crate::catalogue::workspace().display().to_string();
    let file = match (file.strip_prefix(&workspace), file.split_once("/library/")) {
        (Some(ours), _) => ours.trim_start_matches('/').to_owned(),
        (None, Some((_, std))) => format!("$RUST/{std}"),
        (None, None) => format!(
            "$CARGO/{}",
            file.rsplit("/registry/src/")
                .next()
                .unwrap_or(file)
                .split_once('/')
                .map_or(file, |(_, rest)| rest)
        ),
    };
    format!("{arrow} {file}.rs")
}
