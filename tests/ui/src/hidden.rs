//! Names that no message may show: those that the runtime crate hides from its documentation.

use std::fs;
use std::sync::LazyLock;

use crate::cases::root;

static NAMES: LazyLock<Vec<String>> = LazyLock::new(hidden_names);

/// What is hidden and shows in the text.
pub(crate) fn hidden_in(text: &str) -> Option<String> {
    const PHRASES: [&str; 3] = ["this error originates in", "panicked at", "proc macro panicked"];
    // A macro that the user wrote.
    const MACROS: [&str; 6] = ["email", "sms", "deny", "triggers", "claim", "scope"];
    let mut lines = text.lines().filter(|line| {
        !MACROS.iter().any(|name| line.contains(&format!("this error originates in the macro `{name}` (")))
    });
    let phrase = lines.find_map(|line| PHRASES.into_iter().find(|phrase| line.contains(phrase)));
    let phrase = phrase.map(str::to_owned);
    let mut words = text.split(|c: char| !c.is_alphanumeric() && c != '_');
    // The macros' own names start so; rustc also draws with underscores.
    let own = words.find(|word| word.starts_with("__") && word.contains(char::is_alphanumeric));
    // A line of a macro's definition says nothing to whoever used it.
    let is_template = |line: &&str| {
        let code = line.trim_start().strip_prefix('|').unwrap_or_default();
        code.split('$').skip(1).any(|after| after.starts_with(|c: char| c == '(' || c.is_alphabetic()))
    };
    let template = text.lines().find(is_template).map(|line| line.trim().to_owned());
    phrase
        .or(template)
        .or_else(|| own.map(str::to_owned))
        .or_else(|| NAMES.iter().find(|name| has_word(text, name)).cloned())
}

/// The names that the runtime crate hides from its documentation. Those of functions are words
/// that messages have too, and where rustc names one, it says `__private`.
fn hidden_names() -> Vec<String> {
    let mut folders = vec![root().join("../../cognito-triggers/src")];
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
                    let keyword = |word: &str| ["mod", "struct", "enum", "trait", "type"].contains(&word);
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
