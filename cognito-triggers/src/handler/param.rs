//! The event parameter of a handler, and the check that its type takes the listed sources.

use crate::handler::FromEvent;
use crate::handler::error::Error;
use crate::handler::sentence::Sentence;
use crate::spec::scope::TriggerMarker;
use crate::spec::source::{Source, SourceSet, Trigger};
use crate::spec::version::LambdaVersion;
use crate::wire::envelope::Envelope;

/// A handler's event parameter. The checks and the call use one function, `param` of the trigger's
/// module, so that a wrong type breaks one bound and causes one error.
#[derive(Debug)]
pub struct Param<'a, E> {
    trigger: Trigger,
    version: Option<LambdaVersion>,
    taken: SourceSet,
    is_enum: bool,
    read: fn(&'a Envelope<'a>) -> Result<E, Error>,
}

/// Describes a type as an event of the trigger `T`.
pub(crate) const fn param<'a, T: TriggerMarker, E: FromEvent<'a, T>>() -> Param<'a, E> {
    Param {
        trigger: T::TRIGGER,
        version: T::VERSION,
        taken: E::SOURCES,
        is_enum: E::IS_ENUM,
        read: E::from_event,
    }
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
}

/// Returns whether the parameter takes the events of all these sources.
pub const fn is_covered<E>(param: &Param<'_, E>, listed: SourceSet) -> bool {
    listed.without(param.taken).is_empty()
}

/// Checks that the parameter covers the sources that the attribute lists. It is evaluated at the
/// parameter's type.
#[track_caller]
pub const fn covers<E>(param: &Param<'_, E>, listed: SourceSet) {
    let missing = listed.without(param.taken);
    if !missing.is_empty() {
        if param.is_enum {
            return; // `has_variant` says so, at the source.
        }
        Sentence::new("the parameter takes events of ")
            .sources(param.taken)
            .then(" only, but the attribute lists ")
            .sources(missing)
            .then("\nhelp: take the event of any source, `")
            .then(param.trigger.attribute())
            .then("::Event<'_")
            .version_argument(param.version)
            .then(">`, or an enum with `#[derive(FromEvent)]`")
            .fail()
    }
    let extra = param.taken.without(listed);
    if param.is_enum && !extra.is_empty() {
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
pub const fn covers_all<E>(param: &Param<'_, E>, all: SourceSet) {
    let missing = all.without(param.taken);
    if missing.is_empty() {
        return;
    }
    let sentence = if param.is_enum {
        Sentence::new("the enum has no variant for ").sources(missing)
    } else {
        Sentence::new("the parameter takes events of ").sources(param.taken).then(" only")
    };
    sentence
        .then(", but an attribute without a list takes every source of the trigger\nhelp: list the sources: `#[")
        .then(param.trigger.attribute())
        .then("(")
        .version_first(param.version)
        .plain_names(param.taken)
        .then(")]`")
        .fail()
}

/// Checks that an enum parameter has a variant for this source. It is evaluated at the source in
/// the attribute's list.
#[track_caller]
pub const fn has_variant<E>(param: &Param<'_, E>, listed: Source) {
    if param.is_enum && !param.taken.contains(listed) {
        Sentence::new("the enum that the handler takes has no variant for `")
            .then(listed.name())
            .then("`\nhelp: add `")
            .then(listed.short_name())
            .then("(")
            .then(param.trigger.attribute())
            .then("::Event<'a")
            .version_argument(param.version)
            .then(", ")
            .then(param.trigger.attribute())
            .then("::")
            .then(listed.short_name())
            .then(">)` to the enum, or remove the source from the list")
            .fail()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::handler::sentence::failure;

    const SIGN_UP: Source = Source::CustomMessageSignUp;
    const RESEND: Source = Source::CustomMessageResendCode;
    const BOTH: SourceSet = SourceSet::of(&[SIGN_UP, RESEND]);
    const ONE: SourceSet = SourceSet::of(&[SIGN_UP]);

    fn event(taken: SourceSet) -> Param<'static, ()> {
        Param { trigger: Trigger::CustomMessage, version: None, taken, is_enum: false, read: |_| Ok(()) }
    }

    fn an_enum(taken: SourceSet) -> Param<'static, ()> {
        Param { is_enum: true, ..event(taken) }
    }

    #[test]
    fn a_parameter_takes_every_listed_source() {
        assert!(is_covered(&event(BOTH), ONE) && is_covered(&event(ONE), ONE));
        assert!(!is_covered(&event(ONE), BOTH));
        for param in [event(BOTH), event(ONE), an_enum(ONE)] {
            assert_eq!(failure(move || covers(&param, ONE)), None);
        }
        assert_eq!(
            failure(|| covers(&event(ONE), BOTH)).unwrap(),
            "the parameter takes events of `CustomMessage_SignUp` only, but the attribute lists `CustomMessage_ResendCode`\nhelp: take the event of any source, `custom_message::Event<'_>`, or an enum with `#[derive(FromEvent)]`"
        );
    }

    #[test]
    fn an_enum_has_a_variant_for_each_listed_source_and_no_other() {
        assert_eq!(
            failure(|| covers(&an_enum(BOTH), ONE)).unwrap(),
            "the enum has a variant for `CustomMessage_ResendCode`, which the attribute does not list\nhelp: add `ResendCode` to the attribute's list, or remove the variant"
        );
        // `has_variant` reports it.
        assert_eq!(failure(|| covers(&an_enum(ONE), BOTH)), None);
        assert_eq!(
            failure(|| has_variant(&an_enum(ONE), RESEND)).unwrap(),
            "the enum that the handler takes has no variant for `CustomMessage_ResendCode`\nhelp: add `ResendCode(custom_message::Event<'a, custom_message::ResendCode>)` to the enum, or remove the source from the list"
        );
        assert_eq!(failure(|| has_variant(&an_enum(ONE), SIGN_UP)), None);
        assert_eq!(failure(|| has_variant(&event(ONE), RESEND)), None);
    }

    #[test]
    fn without_a_list_a_parameter_takes_every_source() {
        assert_eq!(failure(|| covers_all(&event(BOTH), BOTH)), None);
        for (param, fact) in [
            (event(ONE), "the parameter takes events of `CustomMessage_SignUp` only"),
            (an_enum(ONE), "the enum has no variant for `CustomMessage_ResendCode`"),
        ] {
            assert_eq!(
                failure(move || covers_all(&param, BOTH)).unwrap(),
                format!(
                    "{fact}, but an attribute without a list takes every source of the trigger\nhelp: list the sources: `#[custom_message(SignUp)]`"
                )
            );
        }
    }
}
