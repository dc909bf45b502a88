//! The messages that handlers make of sample events, each with a name of its own.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::engine::{Engine, Sampled, sample};

/// One message.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    /// Fit for a path and for a file: letters, digits, `-` and `_`. No two are equal, whatever their case.
    pub(super) id: String,
    pub(super) sampled: Sampled,
}

/// Plays the events, one after another.
pub(super) async fn play(engine: &Engine, events: &[Value]) -> Vec<Shown> {
    let mut shown = Vec::new();
    let mut taken = BTreeSet::new();
    for event in events {
        for sampled in sample(engine, event).await {
            let medium = sampled.text.as_ref().map_or("none", |text| text.medium.as_str());
            let id = free(&mut taken, &format!("{}-{medium}", sampled.source));
            shown.push(Shown { id, sampled });
        }
    }
    shown
}

/// Makes a name that is not taken.
fn free(taken: &mut BTreeSet<String>, wanted: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' };
    let wanted: String = wanted.chars().map(plain).take(80).collect();
    let mut name = wanted.clone();
    let mut number = 1;
    while !taken.insert(name.to_ascii_lowercase()) {
        number += 1;
        name = format!("{wanted}-{number}");
    }
    name
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::free;

    #[test]
    fn names_are_safe_and_differ() {
        let mut taken = BTreeSet::new();
        let mut name = |wanted: &str| free(&mut taken, wanted);
        assert_eq!(name("CustomMessage_SignUp-EMAIL"), "CustomMessage_SignUp-EMAIL");
        assert_eq!(name("custommessage_signup-EMAIL"), "custommessage_signup-EMAIL-2");
        assert_eq!(name("../../etc/passwd\0"), "------etc-passwd-");
        assert_eq!(name("<img src=x>"), "-img-src-x-");
        assert_eq!(name(&"x".repeat(500)).len(), 80);
    }
}
