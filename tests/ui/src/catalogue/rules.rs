//! What every message must be, whatever it says.

use std::fs;

use serde_json::Value;

use super::Case;

/// A rule for messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rule {
    /// One mistake is one error.
    OneError,
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
    /// The rule.
    pub(crate) rule: Rule,
    /// The reason.
    pub(crate) reason: &'static str,
    /// The cases, such as `attribute/unknown_source`.
    pub(crate) cases: &'static [&'static str],
}

impl Exemption {
    pub(super) fn is_for(&self, case: &str) -> bool {
        self.cases.contains(&case)
    }
}

impl Rule {
    pub(super) const ALL: [Self; 6] =
        [Self::OneError, Self::OwnFile, Self::SmallCaret, Self::NothingHidden, Self::Help, Self::Style];

    pub(super) fn text(self) -> &'static str {
        match self {
            Self::OneError => "one mistake is one error",
            Self::OwnFile => "the caret is in the user's file",
            Self::SmallCaret => "the caret is not on a whole attribute or macro call",
            Self::NothingHidden => "no hidden name, and no talk of the macro's inside",
            Self::Help => "a line says what to write",
            Self::Style => "the first line is a fact in lower case, without a full stop",
        }
    }
}

/// The rules that the errors of a case break.
pub(super) fn check(case: &Case, errors: &[Value], exemptions: &[Exemption]) -> Vec<String> {
    if errors.is_empty() {
        return vec!["- it compiles".to_owned()];
    }
    let source = fs::read_to_string(&case.source).expect("the case is readable");
    let mut complaints = Vec::new();
    for rule in Rule::ALL {
        let found = match rule {
            Rule::OneError => (errors.len() != 1).then(|| format!("there are {} errors", errors.len())),
            _ => errors.iter().find_map(|error| broken(rule, error, case, &source)),
        };
        let exempt = exemptions.iter().any(|e| e.rule == rule && e.is_for(&case.name));
        match (found, exempt) {
            (Some(found), false) => complaints.push(format!("- {}: {found}", rule.text())),
            (None, true) => complaints.push(format!("- {}: it is, so the exemption can go", rule.text())),
            _ => {}
        }
    }
    complaints
}

/// How an error breaks a rule.
fn broken(rule: Rule, error: &Value, case: &Case, source: &str) -> Option<String> {
    let text = error["message"].as_str().unwrap_or_default();
    let primary = || {
        let spans = error["spans"].as_array().into_iter().flatten();
        spans.filter(|span| span["is_primary"] == true)
    };
    match rule {
        Rule::OneError => None,
        Rule::OwnFile => {
            let file = case.source.to_string_lossy();
            primary().find(|span| span["file_name"] != *file).map(|span| span["file_name"].to_string())
        }
        Rule::SmallCaret => primary()
            .map(|span| {
                let at = |name: &str| usize::try_from(span[name].as_u64().unwrap_or(0)).unwrap_or(0);
                source.get(at("byte_start")..at("byte_end")).unwrap_or_default()
            })
            .find(|covered| is_whole(covered))
            .map(str::to_owned),
        Rule::NothingHidden => {
            let shown = super::render::render(std::slice::from_ref(error), &case.name);
            hidden_in(&shown)
        }
        Rule::Help => {
            let children = error["children"].as_array().into_iter().flatten();
            let says = text.contains("\nhelp: ")
                || children.clone().any(|child| {
                    let text = child["message"].as_str().unwrap_or_default();
                    matches!(child["level"].as_str(), Some("help" | "note")) && is_advice(text)
                });
            (!says).then(|| "there is none".to_owned())
        }
        Rule::Style => {
            let fact = text.lines().next().unwrap_or_default();
            let fact = fact.strip_prefix("evaluation panicked: ").unwrap_or(fact);
            (fact.ends_with('.') || fact.starts_with(char::is_uppercase)).then(|| fact.to_owned())
        }
    }
}

/// A whole attribute, a derive's name, or a whole call of one of our macros.
fn is_whole(covered: &str) -> bool {
    const MACROS: [&str; 4] = ["email!", "sms!", "triggers!", "deny!"];
    let is_call = MACROS.iter().any(|name| covered.starts_with(name));
    covered.starts_with("#[") || covered == "FromEvent" || (is_call && !has_method(covered))
}

/// Whether the call is only the start of what is covered, as in `triggers![..].with_state(..)`.
fn has_method(covered: &str) -> bool {
    [").", "]."].iter().any(|end| covered.contains(end))
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

/// What is hidden and shows in the text.
fn hidden_in(text: &str) -> Option<String> {
    const PHRASES: [&str; 3] = ["this error originates in", "panicked at", "proc macro panicked"];
    let phrase = PHRASES.into_iter().find(|phrase| text.contains(phrase)).map(str::to_owned);
    let mut words = text.split(|c: char| !c.is_alphanumeric() && c != '_');
    // The macros' own names start so; rustc also draws with underscores.
    let own = words.find(|word| word.starts_with("__") && word.contains(char::is_alphanumeric));
    phrase
        .or_else(|| own.map(str::to_owned))
        .or_else(|| hidden_names().into_iter().find(|name| has_word(text, name)))
}

/// The names that the runtime crate hides from its documentation.
fn hidden_names() -> Vec<String> {
    let mut folders = vec![super::workspace().join("cognito-triggers/src")];
    let mut names = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the runtime crate is readable") {
            let path = entry.expect("the entry is readable").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).unwrap_or_default();
            let mut hidden = false;
            for line in text.lines().map(str::trim) {
                if line == "#[doc(hidden)]" {
                    hidden = true;
                } else if hidden && !line.starts_with("#[") {
                    hidden = false;
                    let mut words = line.split(|c: char| !c.is_alphanumeric() && c != '_');
                    let keyword =
                        |word: &str| ["fn", "mod", "struct", "enum", "trait", "type"].contains(&word);
                    if words.by_ref().any(keyword) {
                        names.extend(words.next().map(str::to_owned));
                    }
                }
            }
        }
    }
    names
}

/// Whether the word occurs on its own.
fn has_word(text: &str, word: &str) -> bool {
    let inside = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word)
        .any(|(at, _)| !text[..at].ends_with(inside) && !text[at + word.len()..].starts_with(inside))
}
