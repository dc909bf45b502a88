//! The messages that handlers make of sample events, in each language, each with a name of its own.

use std::collections::BTreeSet;

use serde_json::Value;

use super::language::{Languages, languages_of};
use super::sample::Sample;
use crate::engine::{Engine, Sampled, sample};

/// One message.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    /// Fit for a path and for a file: letters and digits of any script, `-` and `_`. No two are equal, whatever their case.
    pub(super) id: String,
    pub(super) scenario: Option<String>,
    pub(super) language: Option<String>,
    pub(super) sampled: Sampled,
}

impl Shown {
    /// Source, scenario and language, for a heading.
    pub(super) fn title(&self) -> String {
        let parts = [Some(&self.sampled.source), self.scenario.as_ref(), self.language.as_ref()];
        parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" · ")
    }

    pub(super) fn medium(&self) -> Option<&'static str> {
        self.sampled.medium()
    }
}

/// Plays the samples, one after another.
pub(super) async fn play(engine: &Engine, samples: &[Sample]) -> Vec<Shown> {
    let mut shown = Vec::new();
    let mut taken = BTreeSet::new();
    for one in samples {
        let mut add = |language: Option<&str>, messages: Vec<Sampled>| {
            for sampled in messages {
                let medium = sampled.medium().unwrap_or("none");
                let parts = [Some(&*sampled.source), one.scenario.as_deref(), language, Some(medium)];
                let id = free(&mut taken, parts.into_iter().flatten());
                let (scenario, language) = (one.scenario.clone(), language.map(str::to_owned));
                shown.push(Shown { id, scenario, language, sampled });
            }
        };
        let (messages, Languages { chosen, all }) = played(engine, &one.event).await;
        add(chosen.as_deref(), messages);
        let others = all.iter().filter(|tag| one.in_every_language && chosen.as_ref() != Some(*tag));
        for tag in others {
            let (messages, languages) = played(engine, &one.with_locale(tag)).await;
            // A function that goes by another attribute has not written this language.
            if languages.chosen.is_none_or(|chosen| chosen == *tag) {
                add(Some(tag), messages);
            }
        }
    }
    shown
}

async fn played(engine: &Engine, event: &Value) -> (Vec<Sampled>, Languages) {
    languages_of(sample(engine, event)).await
}

/// The most bytes of one part of a name: files may have names of 255.
const MOST: usize = 60;

/// Makes a name of parts that is not taken.
fn free<'p>(taken: &mut BTreeSet<String>, parts: impl IntoIterator<Item = &'p str>) -> String {
    let parts = parts.into_iter().map(plain).filter(|part| !part.is_empty());
    let wanted = parts.collect::<Vec<_>>().join("-");
    let mut name = wanted.clone();
    let mut number = 1;
    while !taken.insert(name.to_lowercase()) {
        number += 1;
        name = format!("{wanted}-{number}");
    }
    name
}

/// The letters and digits of any script, with one `-` between words.
fn plain(part: &str) -> String {
    let mut out = String::new();
    for c in part.chars() {
        if out.len() + c.len_utf8() > MOST {
            break;
        }
        if c.is_alphanumeric() || c == '_' {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::free;

    #[test]
    fn names_are_safe_and_differ() {
        let mut taken = BTreeSet::new();
        let mut name = |parts: &[&str]| free(&mut taken, parts.iter().copied());
        assert_eq!(name(&["CustomMessage_SignUp", "", "", "EMAIL"]), "CustomMessage_SignUp-EMAIL");
        assert_eq!(name(&["custommessage_signup", "", "", "EMAIL"]), "custommessage_signup-EMAIL-2");
        assert_eq!(name(&["a", "Arabic, from right to left", "ar"]), "a-Arabic-from-right-to-left-ar");
        assert_eq!(name(&["a", "日本語 (長い名前)", "zh-Hant"]), "a-日本語-長い名前-zh-Hant");
        assert_eq!(name(&["../../etc/passwd\0"]), "etc-passwd");
        assert_eq!(name(&["a", "<img src=x onerror=alert(1)>"]), "a-img-src-x-onerror-alert-1");
        assert_eq!(name(&["a", "?!", "\u{202e}"]), "a");
        assert_eq!(name(&["a", "%2e"]), "a-2e");
        let long = "長".repeat(500);
        assert_eq!(name(&[&long, &long, &long, "EMAIL"]).len(), 3 * 61 + 5);
    }
}
