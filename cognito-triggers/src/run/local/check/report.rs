//! What was found, and how it is printed.

use std::fmt::Write;

use crate::run::plain;

/// What is wrong, and what to know: each with its line, or 0.
#[derive(Debug, Default)]
pub(super) struct Findings {
    pub(super) problems: Vec<(usize, String)>,
    pub(super) notes: Vec<(usize, String)>,
    /// What is as it should be: the pools, and the triggers that they call the function for.
    pub(super) fine: Vec<(String, Vec<String>)>,
    /// What no file of this form shows.
    pub(super) unseen: Option<&'static str>,
}

impl Findings {
    pub(super) fn problem(&mut self, line: usize, text: String) {
        self.problems.push((line, text));
    }

    pub(super) fn note(&mut self, line: usize, text: String) {
        self.notes.push((line, text));
    }

    /// Writes a line for each problem and each note, or the one line that says that all is well.
    pub(super) fn print(&self, file: &str, function: &str) -> String {
        let mut out = String::new();
        let mut problems = self.problems.clone();
        problems.sort_by_key(|(line, _)| *line);
        let problems = problems.iter().map(|problem| ("", problem));
        for (kind, (line, text)) in problems.chain(self.notes.iter().map(|note| ("note: ", note))) {
            let place = if *line == 0 { file.to_owned() } else { format!("{file}:{line}") };
            let _ = writeln!(out, "{place}: {kind}{}", plain::line(text));
        }
        if self.problems.is_empty() {
            let pools = self.fine.iter().filter(|(_, triggers)| !triggers.is_empty());
            let pools: Vec<String> = pools
                .map(|(pool, triggers)| {
                    plain::line(&format!("{pool} calls {function} for {}", triggers.join(", ")))
                })
                .collect();
            let _ = match (pools.as_slice(), &self.unseen) {
                ([], _) => writeln!(out, "{file}: nothing in it contradicts the handlers"),
                (pools, None) => writeln!(out, "{file}: {}, as the handlers need", pools.join("; ")),
                (pools, Some(unseen)) => {
                    writeln!(out, "{file}: {}, as the handlers need; {unseen}", pools.join("; "))
                }
            };
        }
        out.truncate(out.trim_end().len());
        out
    }
}
