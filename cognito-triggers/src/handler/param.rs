//! The event parameter of a handler, and the check that its type takes the listed sources.

use crate::handler::FromEvent;
use crate::handler::error::Error;
use crate::handler::sentence::Sentence;
use crate::spec::scope::TriggerMarker;
use crate::spec::source::{SourceSet, Trigger};
use crate::spec::version::LambdaVersion;
use crate::wire::envelope::Envelope;

/// A handler's event parameter. The checks and the call use one function, `param` of the trigger's
/// module, so that a wrong type breaks one bound and causes one error.
#[derive(Debug)]
pub struct Param<'a, E> {
    takes: Takes,
    read: fn(&'a Envelope<'a>) -> Result<E, Error>,
}

/// Which events a parameter takes.
#[derive(Clone, Copy, Debug)]
pub struct Takes {
    trigger: Trigger,
    version: Option<LambdaVersion>,
    sources: SourceSet,
    is_enum: bool,
}

/// Describes a type as an event of the trigger `T`.
pub(crate) const fn param<'a, T: TriggerMarker, E: FromEvent<'a, T>>() -> Param<'a, E> {
    let takes = Takes { trigger: T::TRIGGER, version: T::VERSION, sources: E::SOURCES, is_enum: E::IS_ENUM };
    Param { takes, read: E::from_event }
}

/// Defines the trait of the events that a trigger's handlers take, with messages that name the trigger.
macro_rules! takes_events {
    ($Trigger:ident, $message:literal, $note:literal) => {
        /// An event that a handler of this trigger takes: an event of the trigger, or an enum of such
        /// events with `#[derive(FromEvent)]`.
        #[diagnostic::on_unimplemented(message = $message, label = "not what this handler gets", note = $note)]
        // Without `FromEvent` as a supertrait, of which rustc would speak instead.
        pub trait IsEvent<'a>: Sized {
            #[doc(hidden)]
            const PARAM: $crate::handler::param::Param<'a, Self>;
        }

        #[diagnostic::do_not_recommend]
        impl<'a, E: $crate::handler::FromEvent<'a, $Trigger>> IsEvent<'a> for E {
            const PARAM: $crate::handler::param::Param<'a, Self> =
                $crate::handler::param::param::<$Trigger, E>();
        }
    };
}
pub(crate) use takes_events;

impl<'a, E> Param<'a, E> {
    /// Reads the event.
    ///
    /// # Errors
    ///
    /// Fails as [`FromEvent::from_event`] does.
    pub fn read(self, envelope: &'a Envelope<'a>) -> Result<E, Error> {
        (self.read)(envelope)
    }

    /// Returns which events it takes.
    pub const fn takes(&self) -> Takes {
        self.takes
    }
}

impl Takes {
    /// What a handler with a mistake in its parameter takes.
    pub const NOTHING: Self =
        Self { trigger: Trigger::PreSignUp, version: None, sources: SourceSet::EMPTY, is_enum: false };
}

/// Returns whether the parameter takes the events of all these sources.
pub const fn is_covered(takes: Takes, listed: SourceSet) -> bool {
    listed.without(takes.sources).is_empty()
}

/// Checks that the parameter covers the sources that the attribute lists. It is evaluated at the
/// parameter's type.
#[track_caller]
pub const fn covers(takes: Takes, listed: SourceSet) {
    let (missing, extra) = (listed.without(takes.sources), takes.sources.without(listed));
    if !missing.is_empty() && takes.is_enum {
        Sentence::new("the enum that the handler takes has no variant for ")
            .sources(missing)
            .then("\nhelp: add ")
            .variants(missing, takes.version)
            .then(" to the enum, or remove the source")
            .then(if missing.len() == 1 { "" } else { "s" })
            .then(" from the list")
            .fail()
    }
    if !missing.is_empty() {
        Sentence::new("the parameter takes events of ")
            .sources(takes.sources)
            .then(" only, but the attribute lists ")
            .sources(missing)
            .then("\nhelp: take the event of any source, `")
            .then(takes.trigger.attribute())
            .then("::Event<'_")
            .version_argument(takes.version)
            .then(">`, or an enum with `#[derive(FromEvent)]`")
            .fail()
    }
    if takes.is_enum && !extra.is_empty() {
        Sentence::new("the enum has a variant for ")
            .sources(extra)
            .then(", which the attribute does not list\nhelp: add ")
            .short_names(extra)
            .then(" to the attribute's list, or remove the variant")
            .fail()
    }
}

/// Checks that the parameter covers every source of the trigger, for an attribute without a list.
#[track_caller]
pub const fn covers_all(takes: Takes, all: SourceSet) {
    let missing = all.without(takes.sources);
    if missing.is_empty() {
        return;
    }
    let sentence = if takes.is_enum {
        Sentence::new("the enum has no variant for ").sources(missing)
    } else {
        Sentence::new("the parameter takes events of ").sources(takes.sources).then(" only")
    };
    sentence
        .then(", but an attribute without a list takes every source of the trigger\nhelp: list the sources: `#[")
        .then(takes.trigger.attribute())
        .then("(")
        .version_first(takes.version)
        .plain_names(takes.sources)
        .then(")]`")
        .fail()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::handler::sentence::failure;
    use crate::spec::source::Source;

    const SIGN_UP: Source = Source::CustomMessageSignUp;
    const RESEND: Source = Source::CustomMessageResendCode;
    const BOTH: SourceSet = SourceSet::of(&[SIGN_UP, RESEND]);
    const ONE: SourceSet = SourceSet::of(&[SIGN_UP]);

    const fn event(sources: SourceSet) -> Takes {
        Takes { trigger: Trigger::CustomMessage, version: None, sources, is_enum: false }
    }

    const fn an_enum(sources: SourceSet) -> Takes {
        Takes { is_enum: true, ..event(sources) }
    }

    #[test]
    fn a_parameter_takes_every_listed_source() {
        assert!(is_covered(event(BOTH), ONE) && is_covered(event(ONE), ONE));
        assert!(!is_covered(event(ONE), BOTH));
        for takes in [event(BOTH), event(ONE), an_enum(ONE)] {
            assert_eq!(failure(move || covers(takes, ONE)), None);
        }
        assert_eq!(
            failure(|| covers(event(ONE), BOTH)).unwrap(),
            "the parameter takes events of `CustomMessage_SignUp` only, but the attribute lists `CustomMessage_ResendCode`\nhelp: take the event of any source, `custom_message::Event<'_>`, or an enum with `#[derive(FromEvent)]`"
        );
    }

    #[test]
    fn an_enum_has_a_variant_for_each_listed_source_and_no_other() {
        assert_eq!(
            failure(|| covers(an_enum(BOTH), ONE)).unwrap(),
            "the enum has a variant for `CustomMessage_ResendCode`, which the attribute does not list\nhelp: add `ResendCode` to the attribute's list, or remove the variant"
        );
        assert_eq!(
            failure(|| covers(an_enum(ONE), BOTH)).unwrap(),
            "the enum that the handler takes has no variant for `CustomMessage_ResendCode`\nhelp: add `ResendCode(custom_message::Event<'a, custom_message::ResendCode>)` to the enum, or remove the source from the list"
        );
        assert_eq!(
            failure(|| covers(an_enum(SourceSet::EMPTY), BOTH)).unwrap(),
            "the enum that the handler takes has no variant for `CustomMessage_SignUp` and `CustomMessage_ResendCode`\nhelp: add `SignUp(custom_message::Event<'a, custom_message::SignUp>)` and `ResendCode(custom_message::Event<'a, custom_message::ResendCode>)` to the enum, or remove the sources from the list"
        );
    }

    #[test]
    fn without_a_list_a_parameter_takes_every_source() {
        assert_eq!(failure(|| covers_all(event(BOTH), BOTH)), None);
        for (takes, fact) in [
            (event(ONE), "the parameter takes events of `CustomMessage_SignUp` only"),
            (an_enum(ONE), "the enum has no variant for `CustomMessage_ResendCode`"),
        ] {
            assert_eq!(
                failure(move || covers_all(takes, BOTH)).unwrap(),
                format!(
                    "{fact}, but an attribute without a list takes every source of the trigger\nhelp: list the sources: `#[custom_message(SignUp)]`"
                )
            );
        }
    }
}
