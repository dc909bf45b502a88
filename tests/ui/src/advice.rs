//! Follows the advice of a message: the program with what it says to write, where it says that in code.

use crate::cases::Case;
use crate::message::{Message, Span};

/// What a message advises.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Advice {
    /// The program after it.
    Followed(String),
    /// It is not code to write in place of what is underlined, for this reason.
    Prose(&'static str),
}

/// Follows the first advice of a message that is code: of rustc's, or of ours.
pub(crate) fn follow(message: &Message<'_>, case: &Case, program: &str) -> Advice {
    let lines: Vec<&str> = program.lines().collect();
    let file = case.program();
    let spans: Vec<Span<'_>> = message.spans(program).into_iter().filter(|span| span.file == file).collect();
    if let Some(changed) = suggested(message.text, &lines) {
        return Advice::Followed(changed);
    }
    let advice = message.advice();
    let Some(span) = spans.first() else { return Advice::Prose("nothing in the program is underlined") };
    let Some(written) = advice.iter().find_map(|advice| written(advice)) else {
        let is_ours = advice.iter().any(|advice| advice.contains('`'));
        return Advice::Prose(if is_ours {
            "the advice is in words, or offers a choice"
        } else {
            "rustc says what is wrong, and has no advice in code"
        });
    };
    if written.contains("..") || written.contains("<_>") {
        return Advice::Prose("the advice is a pattern, with a part to fill in");
    }
    let first = lines.get(span.start.0).copied().unwrap_or_default();
    let below: String = first.chars().skip(span.start.1).collect();
    if ["email!(", "sms!("].iter().any(|call| written.starts_with(call) && !below.starts_with(call)) {
        return Advice::Prose("the advice shows a whole call, and its part is underlined");
    }
    if written.contains('{') && !written.contains('"') {
        return Advice::Prose("the advice is about a part of the text, beside what is underlined");
    }
    if below.starts_with('"') && !written.starts_with('"') {
        let is_name = written.chars().all(|c| c.is_alphanumeric() || c == '_');
        if !is_name || written.is_empty() {
            return Advice::Prose("the advice is about a part of the text that is underlined");
        }
    }
    match replaced(&lines, span, written) {
        Some(changed) if changed != program => Advice::Followed(changed),
        _ => Advice::Prose("the advice is about another place"),
    }
}

/// Applies the first change that rustc draws below a `help`: lines with `+` and `~` under what is new, or
/// lines that begin with `-` and `+`.
fn suggested(text: &str, program: &[&str]) -> Option<String> {
    let parts = text.split("\nhelp: ").skip(1);
    parts
        .filter(|part| !part.contains("\n ::: ") && !part.lines().any(|line| line.contains(" --> ")))
        .find_map(|part| {
            let mut new: Vec<Vec<String>> = program.iter().map(|line| vec![(*line).to_owned()]).collect();
            let mut before: Vec<(usize, String)> = Vec::new();
            let mut last: Option<(usize, &str)> = None;
            let mut is_changed = false;
            for line in part.lines().skip(1).take_while(|line| !line.starts_with("note")) {
                let Some((number, mark, code)) = drawn(line) else {
                    let marks = line.trim_start_matches([' ', '|']);
                    if let (Some((number, code)), true) = (last, marks.starts_with(['+', '~'])) {
                        *new.get_mut(number - 1)? = vec![code.to_owned()];
                        is_changed = true;
                    }
                    continue;
                };
                match mark {
                    '-' => new.get_mut(number - 1)?.clear(),
                    '+' if new.get(number - 1)?.is_empty() => new[number - 1].push(code.to_owned()),
                    '+' => before.push((number, code.to_owned())),
                    _ => last = Some((number, code)),
                }
                is_changed |= mark != '|';
                // A value to fill in.
                if mark != '-' && code.contains("/*") {
                    return None;
                }
            }
            for (number, line) in before {
                new.get_mut(number - 1)?.insert(0, line);
            }
            is_changed.then(|| lines(new.concat()))
        })
}

/// A line of a program as rustc draws it: `12 | code`, `12 + code`, `12 - code`.
fn drawn(line: &str) -> Option<(usize, char, &str)> {
    let line = line.trim_start();
    let (number, rest) = line.split_at(line.find(|c: char| !c.is_ascii_digit())?);
    let rest = rest.strip_prefix(' ')?;
    let mark = rest.chars().next().filter(|c| "|+-".contains(*c))?;
    let code = &rest[1..];
    Some((number.parse().ok()?, mark, code.strip_prefix(' ').unwrap_or(code)))
}

/// Returns the code that an advice of ours says to write in place of what is underlined: nothing, if that is
/// to be removed.
fn written(advice: &str) -> Option<&str> {
    if advice.starts_with("remove") {
        let all = ["remove it", "remove them", "remove one of them", "remove this", "remove the comma"];
        return all.iter().any(|start| advice.starts_with(start)).then_some("");
    }
    let code = ["write `", "return `", "name `"].iter().find_map(|verb| {
        let (before, after) = advice.split_once(verb)?;
        // In a condition or another sentence it may be about something else.
        (before.is_empty() || before.ends_with(": ")).then_some(after)
    })?;
    let (code, rest) = code.split_once('`')?;
    // Then it is about another place.
    (![" after", " in the", " before", " where"].iter().any(|place| rest.starts_with(place))).then_some(code)
}

/// Writes code in place of a span: an operation on what is there follows it, and a return type follows the
/// parameters.
fn replaced(program: &[&str], span: &Span<'_>, code: &str) -> Option<String> {
    let (first, last) = (program.get(span.start.0)?, program.get(span.end.0)?);
    let mut before: String = first.chars().take(span.start.1).collect();
    let mut after: String = last.chars().skip(span.end.1).collect();
    let is_line = span.start.0 == span.end.0;
    let own: String = if is_line {
        first.chars().skip(span.start.1).take(span.end.1.saturating_sub(span.start.1)).collect()
    } else {
        String::new()
    };
    let mut code = code.to_owned();
    if code.starts_with('.') && is_line {
        code.insert_str(0, &own);
    } else if code.starts_with("-> ") {
        let (parameters, body) = after.split_once('{')?;
        after = format!("{parameters}{code} {{{body}");
        code = own;
    } else if before.ends_with("event.") {
        let call = code.trim_start_matches("event.");
        let call = if after.starts_with("()") { call.trim_end_matches("()") } else { call };
        code = call.to_owned();
    } else if code.is_empty() && own != "," {
        // With the comma of a list.
        if let Some(rest) = after.strip_prefix(", ").or(after.strip_prefix(',')) {
            after = rest.to_owned();
        } else if let Some(rest) = before.trim_end().strip_suffix(',') {
            before = rest.to_owned();
        }
    }
    let mut new: Vec<String> = program.iter().take(span.start.0).map(|line| (*line).to_owned()).collect();
    new.push(format!("{before}{code}{after}"));
    new.extend(program.iter().skip(span.end.0 + 1).map(|line| (*line).to_owned()));
    Some(lines(new))
}

fn lines(lines: Vec<String>) -> String {
    let mut text = lines.join("\n");
    text.push('\n');
    text
}
