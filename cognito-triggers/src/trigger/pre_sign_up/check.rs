//! The compile-time check that Cognito reads the flags for every listed source.

use crate::handler::Meta;
use crate::handler::sentence::Sentence;
use crate::spec::source::{Source, SourceSet};

/// The part of a response that the check needs to know.
#[derive(Clone, Copy, Debug)]
pub struct Content {
    /// Whether the response sets flags for every source.
    pub(super) sets_flags: bool,
}

/// Fails the compilation if Cognito would ignore flags. The attribute evaluates it at the return type.
#[track_caller]
pub const fn check(content: Content, Meta { sources: listed, .. }: Meta) {
    if content.sets_flags && listed.contains(Source::PreSignUpAdminCreateUser) {
        let sentence = Sentence::new(
            "the flags of `Response` do nothing for `PreSignUp_AdminCreateUser`: Cognito ignores them\nhelp: ",
        );
        let only = SourceSet::of(&[Source::PreSignUpAdminCreateUser]);
        if listed.without(only).is_empty() {
            sentence.then("return `()` or `Result<()>`").fail()
        }
        sentence
            .then("list only `SignUp` and `ExternalProvider`, or take an enum with `#[derive(FromEvent)]` and answer with `event.reply(..)`")
            .fail()
    }
}
