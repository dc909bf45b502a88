//! What a message's text says, read as trybuild writes it down: headings, places, carets, advice.
//!
//! The text has less than the compiler's JSON. A caret in a line that rustc shortens to its width of 140
//! columns, or behind a tab or a wide character, is read at another column; spans that rustc does not
//! draw are not seen at all. Where two spans overlap, only the upper one's marks are there. A span inside a
//! macro is drawn at the macro's call, so that whether it has tokens of its own to point at is lost.

/// A part of the compiler's words that begins with `error` or `warning`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Message<'t> {
    pub(crate) text: &'t str,
    pub(crate) is_error: bool,
}

/// A place under carets.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Span<'t> {
    pub(crate) file: &'t str,
    /// From line and column, both from 0.
    pub(crate) start: (usize, usize),
    /// Up to and without this column.
    pub(crate) end: (usize, usize),
}

/// The messages in a recorded text.
pub(crate) fn messages(recorded: &str) -> Vec<Message<'_>> {
    let mut starts: Vec<usize> = Vec::new();
    let mut at = 0;
    for line in recorded.split_inclusive('\n') {
        if is_heading(line, "error") || is_heading(line, "warning") {
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([recorded.len()]);
    let parts = starts.iter().zip(ends).map(|(start, end)| recorded[*start..end].trim_end());
    parts.map(|text| Message { text, is_error: text.starts_with("error") }).collect()
}

fn is_heading(line: &str, word: &str) -> bool {
    line.strip_prefix(word).is_some_and(|rest| rest.starts_with([':', '[']))
}

impl<'t> Message<'t> {
    /// The first line, without `error[..]: `.
    pub(crate) fn fact(&self) -> &'t str {
        let line = self.text.lines().next().unwrap_or_default();
        line.split_once(": ").map_or(line, |(_, fact)| fact)
    }

    /// What is said below the fact: the texts of `help` and `note` lines.
    pub(crate) fn advice(&self) -> Vec<&'t str> {
        let mut advice = Vec::new();
        for line in self.text.lines().skip(1) {
            // `help: ..`, `   = help: ..`, and `^^^ help: ..` at the carets.
            let is_code = code(line).is_some_and(|code| code.number.is_some());
            if is_code {
                continue;
            }
            for word in ["help", "note"] {
                let told = line
                    .split_once(&format!("{word}: "))
                    .filter(|(before, _)| before.chars().all(|c| c.is_ascii_digit() || " |=^-_".contains(c)));
                advice.extend(told.map(|(_, text)| text));
            }
        }
        advice
    }

    /// The places under the carets of the message itself, not those of its notes.
    pub(crate) fn spans(&self, source: &str) -> Vec<Span<'t>> {
        let own = self.text.lines().skip(1);
        let own = own.take_while(|line| !is_heading(line, "note") && !is_heading(line, "help"));
        let lines: Vec<&str> = source.lines().collect();
        let mut spans = Vec::new();
        let mut file = "";
        let mut last = Code::default();
        let mut drawn = Drawn::default();
        for line in own {
            if let Some(place) = place(line) {
                (file, last, drawn) = (place, Code::default(), Drawn::default());
            } else if let Some(code) = code(line) {
                if let Some(number) = code.number {
                    // Beside spans of several lines, rustc draws a margin of bars.
                    let shown = code.text.chars().count();
                    let length = lines.get(number - 1).map_or(shown, |line| line.chars().count());
                    drawn.margin =
                        if code.text.is_empty() { drawn.margin } else { shown.saturating_sub(length) };
                    if let Some(at) = code.text.chars().take(drawn.margin).position(|c| c == '/') {
                        let text: String = code.text.chars().skip(drawn.margin).collect();
                        let start = text.chars().take_while(|c| *c == ' ').count();
                        drawn.open.push((at, (number - 1, start)));
                    }
                    last = code;
                } else if let Some(number) = last.number {
                    drawn.marks(code.text, number - 1, file, &mut spans);
                } else if code.text.trim_start_matches([' ', '|', '_']).starts_with('^') {
                    // Lines of other files have lost their numbers.
                    spans.push(Span { file, start: (0, 0), end: (0, 0) });
                }
            }
        }
        spans
    }
}

/// What has been drawn of spans over several lines.
#[derive(Default)]
struct Drawn {
    margin: usize,
    /// Column of the bar, and where the span starts.
    open: Vec<(usize, (usize, usize))>,
}

impl Drawn {
    /// Reads a line of marks below a line of the program.
    fn marks<'t>(&mut self, marks: &'t str, line: usize, file: &'t str, spans: &mut Vec<Span<'t>>) {
        let marks: Vec<char> = marks.chars().collect();
        let mut at = 0;
        while at < marks.len() {
            let length = marks[at..].iter().take_while(|c| **c == '^').count();
            if length == 0 {
                // Behind the first label there is text.
                if marks[at].is_alphanumeric() {
                    break;
                }
                at += 1;
                continue;
            }
            let column = at.saturating_sub(self.margin);
            let dash = marks[..at].iter().rev().take_while(|c| **c == '_').count();
            let before = (at - dash).checked_sub(1).map(|at| (at, marks[at]));
            match before {
                Some((bar, '|')) if dash > 0 => {
                    // The end; what is not open began where nothing marked it.
                    let open = self.open.iter().rposition(|(column, _)| *column == bar);
                    let start = open.map_or((line, column), |open| self.open.remove(open).1);
                    spans.push(Span { file, start, end: (line, column + length) });
                }
                _ if dash > 0 => self.open.push((at - dash - 1, (line, column))),
                _ => spans.push(Span { file, start: (line, column), end: (line, column + length) }),
            }
            at += length;
        }
    }
}

/// `   --> file:7:1` or `   ::: file:7:1`, without line and column.
fn place(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let place = line.strip_prefix("--> ").or_else(|| line.strip_prefix("::: "))?;
    Some(place.split_once(".rs:").map_or(place, |(file, _)| &place[..file.len() + 3]))
}

/// A line of a program, or a line of marks below one.
#[derive(Clone, Copy, Default)]
struct Code<'t> {
    number: Option<usize>,
    /// What follows the bar and a blank.
    text: &'t str,
}

fn code(line: &str) -> Option<Code<'_>> {
    let (before, text) = line.split_once('|')?;
    let before = before.trim();
    let number = before.parse().ok();
    let text = text.strip_prefix(' ').unwrap_or(text);
    (before.is_empty() || number.is_some()).then_some(Code { number, text })
}
