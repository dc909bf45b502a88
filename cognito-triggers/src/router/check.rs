//! The checks of `triggers!`: no source has two handlers, and every trigger marked as complete is
//! complete.

use crate::handler::Meta;
use crate::handler::sentence::{Sentence, same};
use crate::spec::source::{Source, SourceSet, Trigger};
use crate::spec::version::LambdaVersion;

/// Checks that no earlier handler takes one of this handler's sources in the same version.
/// It is evaluated at the handler in `triggers!`.
#[track_caller]
pub const fn overlap(handlers: &[Meta], index: usize) {
    let this = &handlers[index];
    let mut i = 0;
    while i < index {
        let other = &handlers[i];
        let both = other.sources.intersection(this.sources);
        if !both.is_empty() && share_version(other.version, this.version) {
            if same(other.name, this.name) {
                Sentence::new("the handler `")
                    .then(this.name)
                    .then("` is named twice\nhelp: remove it here")
                    .fail()
            }
            let sentence = Sentence::new("both `")
                .then(other.name)
                .then("` and `")
                .then(this.name)
                .then("` handle ")
                .sources(both);
            let sentence = match this.version {
                Some(version) => sentence.then(" of `").then(version.name()).then("`"),
                None => sentence,
            };
            sentence.then("\nhelp: list the sources of one of them without ").short_names(both).fail()
        }
        i += 1;
    }
}

/// Returns whether an event can be of both versions. A handler without a version takes any.
const fn share_version(a: Option<LambdaVersion>, b: Option<LambdaVersion>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a.is(b),
        _ => true,
    }
}

/// Checks that every source of the trigger has a handler. It is evaluated at the trigger in
/// `triggers!`.
#[track_caller]
pub const fn complete(handlers: &[Meta], trigger: Trigger) {
    let mut missing = SourceSet::all_of(trigger);
    let mut has_v3 = false;
    let mut i = 0;
    while i < handlers.len() {
        missing = missing.without(handlers[i].sources);
        has_v3 = has_v3 || matches!(handlers[i].version, Some(LambdaVersion::V3_0));
        i += 1;
    }
    if !has_v3 {
        // Only events of that version come from it.
        missing = missing.without(SourceSet::of(&[Source::TokenGenerationClientCredentials]));
    }
    if !missing.is_empty() {
        Sentence::new("no handler takes ")
            .sources(missing)
            .then("\nhelp: add ")
            .short_names(missing)
            .then(" to the list of a `#[")
            .then(trigger.attribute())
            .then("(..)]`, or remove `")
            .then(trigger.name())
            .then("` after `complete:`")
            .fail()
    }
}
