//! The compile-time check that a message has the placeholders that each listed source needs.

use super::placeholder::Carried;
use super::response::Content;
use crate::handler::Meta;
use crate::handler::sentence::Sentence;
use crate::spec::source::{Source, SourceSet, Trigger};

/// Fails the compilation if a text of the handler does not fit a source that it lists. The attribute
/// evaluates it at the return type.
#[track_caller]
pub const fn check(Content { email, sms }: Content, meta: Meta) {
    if let Some(carried) = email {
        check_text("Email", carried, carried.email_sources(), meta.sources);
    }
    if let Some(carried) = sms {
        check_text("Sms", carried, carried.sms_sources(), meta.sources);
    }
}

#[track_caller]
const fn check_text(kind: &str, carried: Carried, fitting: SourceSet, listed: SourceSet) {
    let unfit = listed.without(fitting);
    if unfit.is_empty() {
        return;
    }
    let invitation = SourceSet::of(&[Source::CustomMessageAdminCreateUser]);
    let invites = listed.contains(Source::CustomMessageAdminCreateUser);
    let others = listed.without(invitation);
    if invites && !others.is_empty() {
        let sentence = Sentence::new("").sources(invitation);
        let sentence = sentence.then(" needs `{username}` in the text, but Cognito does not replace it for ");
        let all = SourceSet::all_of(Trigger::CustomMessage);
        let sentence = if all.without(listed).is_empty() {
            sentence.then("any other source\nhelp: ")
        } else {
            sentence.sources(others).then("\nhelp: ")
        };
        let alone = "write a handler for `AdminCreateUser` alone";
        if carried.link {
            sentence.then(alone).fail()
        }
        let sentence = sentence.then(if carried.username {
            "write `username = event.user_name()` after the text, and return `"
        } else {
            "write `{username}` in the text and `username = event.user_name()` after it, and return `"
        });
        typed(sentence, kind, "EverySource").then("`; or ").then(alone).fail()
    }
    let needs = if invites { "(Code, Username)" } else { "Code" };
    let mut sentence = Sentence::new("");
    sentence = sentence.sources(unfit).then(if unfit.len() == 1 { " needs " } else { " need " });
    sentence = sentence
        .then(if invites { "`{code}` and `{username}`" } else { "`{code}` alone" })
        .then(" in the text, but `");
    sentence = typed(sentence, kind, carried.type_name()).then("` carries ");
    sentence = sentence.then(match (carried.code, carried.username, carried.link) {
        (true, true, _) => "`{username}` too",
        (true, false, _) => "`{code}` alone",
        (false, true, _) => "`{username}` alone",
        (false, false, _) => "`{link}`",
    });
    // The text comes first: its placeholders decide the type that it makes.
    let sentence = sentence.then(match (invites, carried.username, carried.link) {
        (_, _, true) if invites => "\nhelp: write `{code}` and `{username}` in place of `{link}`, and return `",
        (_, _, true) => "\nhelp: write `{code}` in place of `{link}`, and return `",
        (true, true, _) => "\nhelp: write `{code}` in the text too, and return `",
        (true, false, _) => "\nhelp: write `{username}` in the text too, and return `",
        (false, true, _) => "\nhelp: remove `{username}` from the text, or write `{user}` and, after the text, `user = event.user_name()`; and return `",
        (false, false, _) => "\nhelp: return `",
    });
    typed(sentence, kind, needs).then("`").fail()
}

/// Appends a type such as `Email<(Code, Username)>`, or `Email` if the placeholder is the default one.
const fn typed(sentence: Sentence, kind: &str, placeholders: &str) -> Sentence {
    let sentence = sentence.then(kind);
    if placeholders.len() == "Code".len() && placeholders.as_bytes()[0] == b'C' {
        return sentence;
    }
    sentence.then("<").then(placeholders).then(">")
}
