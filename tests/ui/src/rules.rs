//! What every message must be, whatever it says: read from the recorded text and the program beside it.

use std::collections::HashSet;

use crate::cases::Case;
use crate::hidden::hidden_in;
use crate::message::{Message, Span, messages};

/// A rule for messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rule {
    /// One mistake is one error.
    OneError,
    /// There is no warning.
    NoWarning,
    /// The error is in the user's file.
    OwnFile,
    /// The error is on the tokens to change.
    SmallCaret,
    /// No name appears that the documentation does not have, and no talk of macros or panics.
    NothingHidden,
    /// There is a line that says what to write.
    Help,
    /// The first line is a fact in lower case, without a full stop.
    Style,
}

/// Cases that may break a rule, and why.
#[derive(Debug)]
pub(crate) struct Exemption {
    pub(crate) rule: Rule,
    pub(crate) reason: &'static str,
    /// The cases, such as `attribute/unknown_source`.
    pub(crate) cases: &'static [&'static str],
}

impl Exemption {
    pub(crate) fn is_for(&self, case: &str) -> bool {
        self.cases.contains(&case)
    }
}

impl Rule {
    pub(crate) const ALL: [Self; 7] = [
        Self::OneError,
        Self::NoWarning,
        Self::OwnFile,
        Self::SmallCaret,
        Self::NothingHidden,
        Self::Help,
        Self::Style,
    ];

    pub(crate) fn text(self) -> &'static str {
        match self {
            Self::OneError => "one mistake is one error",
            Self::NoWarning => "no warning, of the case or of what a macro makes of it",
            Self::OwnFile => "the caret is in the user's file",
            Self::SmallCaret => "the caret is not on a whole attribute or macro call",
            Self::NothingHidden => "no hidden name, and no talk of the macro's inside",
            Self::Help => "a line says what to write",
            Self::Style => "the first line is a fact in lower case, without a full stop",
        }
    }

    /// What breaks the rule, of the messages of a case.
    fn broken(self, messages: &[Message<'_>], case: &Case, program: &str) -> Option<String> {
        let mut errors = messages.iter().filter(|message| message.is_error);
        match self {
            Self::OneError => {
                let count = errors.count();
                (count != 1).then(|| format!("there are {count} errors"))
            }
            Self::NoWarning => {
                messages.iter().find(|message| !message.is_error).map(|warning| warning.fact().to_owned())
            }
            _ => errors.find_map(|error| self.broken_by(error, case, program)),
        }
    }

    fn broken_by(self, error: &Message<'_>, case: &Case, program: &str) -> Option<String> {
        let file = case.program();
        match self {
            Self::OneError | Self::NoWarning => None,
            Self::OwnFile => {
                let spans = error.spans(program);
                let elsewhere = spans.iter().find(|span| span.file != file).map(|span| span.file.to_owned());
                elsewhere.or_else(|| spans.is_empty().then(|| "there is no caret".to_owned()))
            }
            Self::SmallCaret => {
                let spans = error.spans(program).into_iter().filter(|span| span.file == file);
                spans.map(|span| covered(program, &span)).find(|covered| is_whole(covered))
            }
            Self::NothingHidden => hidden_in(error.text),
            Self::Help if says_all(error) => None,
            Self::Help => {
                (!error.advice().iter().any(|text| is_advice(text))).then(|| "there is none".to_owned())
            }
            Self::Style => {
                let fact = error.fact();
                let fact = fact.strip_prefix("evaluation panicked: ").unwrap_or(fact);
                (fact.ends_with('.') || fact.starts_with(char::is_uppercase)).then(|| fact.to_owned())
            }
        }
    }
}

/// The rules that a case breaks, and the exemptions that it does not need.
pub(crate) fn check(case: &Case, program: &str, exemptions: &[Exemption]) -> Vec<String> {
    let recorded = case.message();
    let mut messages = messages(&recorded);
    // The same words twice are one message, as cargo shows it.
    let mut seen = HashSet::new();
    messages.retain(|message| seen.insert(message.text));
    if !messages.iter().any(|message| message.is_error) {
        return vec!["there is no recorded error".to_owned()];
    }
    let mut complaints = Vec::new();
    for rule in Rule::ALL {
        let exempt = exemptions.iter().any(|e| e.rule == rule && e.is_for(&case.name));
        match (rule.broken(&messages, case, program), exempt) {
            (Some(found), false) => complaints.push(format!("{}: {found}", rule.text())),
            (None, true) => complaints.push(format!("{}: it is so, and the exemption can go", rule.text())),
            _ => {}
        }
    }
    complaints
}

/// The text of the program under the carets.
fn covered(program: &str, span: &Span<'_>) -> String {
    let lines = program.lines().enumerate().skip(span.start.0).take(span.end.0 - span.start.0 + 1);
    let lines = lines.map(|(number, line)| {
        let from = if number == span.start.0 { span.start.1 } else { 0 };
        let to = if number == span.end.0 { span.end.1 } else { usize::MAX };
        line.chars().take(to).skip(from).collect::<String>()
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A whole attribute, a derive's name, or a whole call of one of our macros. One that lists nothing has
/// nothing smaller to point at.
fn is_whole(covered: &str) -> bool {
    const MACROS: [&str; 4] = ["email!", "sms!", "triggers!", "deny!"];
    let text: String = covered.chars().filter(|c| !c.is_whitespace()).collect();
    let lists_nothing = ["()", "()]", "[]"].iter().any(|end| text.ends_with(end))
        || (covered.starts_with("#[") && !covered.contains(['(', '=']));
    let is_call = MACROS.iter().any(|name| covered.starts_with(name)) && !has_method(covered);
    (covered.starts_with("#[") || is_call) && !lists_nothing || covered == "FromEvent"
}

/// Whether the call is only the start of what is covered, as in `triggers![..].with_state(..)`.
fn has_method(covered: &str) -> bool {
    [").", "]."].iter().any(|end| covered.contains(end))
}

/// Whether the fact alone leads on. Of two types or tokens, rustc names the one that is expected; and where a name
/// does not exist, only its writer knows which one was meant, unless one is near: rustc then proposes it.
fn says_all(error: &Message<'_>) -> bool {
    let fact = error.fact();
    let is_unknown_name = fact.starts_with("cannot find ")
        || (fact.starts_with("no ") && fact.contains(" found for "))
        || fact.starts_with("unresolved import");
    let is_expected = fact.starts_with("expected ") && fact.contains(", found ");
    error.text.starts_with("error[E0308]") || is_expected || is_unknown_name
}

/// What rustc adds by itself says why, not what to write.
fn is_advice(text: &str) -> bool {
    const REASONS: [&str; 14] = [
        "required ",
        "the trait ",
        "the following ",
        "for that trait implementation",
        "expected ",
        "this error originates",
        "within ",
        "calling an async function",
        "captured value",
        "you might be missing a type parameter",
        "future is not",
        "the method ",
        "the type constructed contains",
        "the full ",
    ];
    let points =
        text.contains("defined here") || text.contains("is imported here") || text.contains("redundant ");
    !points && !REASONS.iter().any(|reason| text.starts_with(reason))
}
