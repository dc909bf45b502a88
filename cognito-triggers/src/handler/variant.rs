//! Reading an event into a variant of an enum, for `#[derive(FromEvent)]`.

use std::fmt;
use std::marker::PhantomData;

use crate::handler::FromEvent;
use crate::handler::error::Error;
use crate::handler::sentence::Sentence;
use crate::spec::scope::TriggerMarker;
use crate::spec::source::{Source, SourceSet};
use crate::wire::envelope::Envelope;

/// Reads the event of an enum's variant, if the event comes from the variant's source.
pub fn variant_event<'a, T: TriggerMarker, E: FromEvent<'a, T>>(
    envelope: &'a Envelope<'a>,
) -> Option<Result<E, Error>> {
    let source = envelope.source()?;
    E::SOURCES.contains(source).then(|| E::from_event(envelope))
}

/// Makes the error for an event that no variant of an enum holds.
pub fn no_variant(envelope: &Envelope<'_>) -> Error {
    let source = envelope.source().map_or("an unknown trigger source", Source::name);
    Error::own(format!("the handler's event has no variant for {source}"))
}

/// The sources of the type that a variant holds: `<VariantSources<Event<'_, SignUp>>>::SOURCES`.
///
/// Only events have the associated constant. Any other type finds that of [`NoSources`]: rustc prefers
/// the inherent one. So a type that is no event is reported once, where a handler takes the enum.
pub struct VariantSources<E>(PhantomData<E>);

impl<E> fmt::Debug for VariantSources<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("VariantSources")
    }
}

/// The sources of a type that is no event: none that is known.
pub trait NoSources {
    /// No source.
    const SOURCES: SourceSet = SourceSet::EMPTY;
}

impl<E> NoSources for VariantSources<E> {}

/// Checks that a variant gets events: the first variant that takes a source gets its events. It is
/// evaluated at the type that the variant holds.
#[track_caller]
pub const fn is_reached(variants: &[(&str, SourceSet)], index: usize) {
    let (name, own) = variants[index];
    let (mut left, mut wider) = (own, None);
    let mut i = index;
    while i > 0 {
        i -= 1;
        let (earlier, taken) = variants[i];
        left = left.without(taken);
        if own.without(taken).is_empty() && !taken.without(own).is_empty() {
            wider = Some(earlier);
        }
    }
    if own.is_empty() || !left.is_empty() {
        return;
    }
    let sentence = Sentence::new("the variant `")
        .then(name)
        .then("` gets no event, since the variants before it take ")
        .sources(own);
    match wider {
        Some(wider) => {
            sentence.then("\nhelp: move `").then(name).then("` before `").then(wider).then("`").fail()
        }
        None => sentence.then("\nhelp: remove the variant, or give it a source of its own").fail(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::handler::sentence::failure;
    use crate::spec::source::Trigger;

    const SIGN_UP: SourceSet = SourceSet::of(&[Source::CustomMessageSignUp]);
    const RESEND: SourceSet = SourceSet::of(&[Source::CustomMessageResendCode]);
    const ALL: SourceSet = SourceSet::all_of(Trigger::CustomMessage);
    const CONFIRM: SourceSet = SourceSet::of(&[Source::PostConfirmationConfirmSignUp]);
    const FORGOT: SourceSet = SourceSet::of(&[Source::PostConfirmationConfirmForgotPassword]);
    const BOTH: SourceSet = SourceSet::all_of(Trigger::PostConfirmation);

    /// Returns the sentence about the last of the variants.
    fn last(variants: &'static [(&'static str, SourceSet)]) -> Option<String> {
        failure(|| is_reached(variants, variants.len() - 1))
    }

    #[test]
    fn a_variant_that_gets_some_events_is_right() {
        const UNKNOWN: SourceSet = SourceSet::EMPTY;
        for variants in [
            &[("All", ALL)][..],
            &[("SignUp", SIGN_UP), ("All", ALL)],
            &[("SignUp", SIGN_UP), ("Resend", RESEND), ("All", ALL)],
            &[("Confirm", CONFIRM), ("Both", BOTH)],
            &[("All", ALL), ("NoEvent", UNKNOWN)],
            &[("NoEvent", UNKNOWN), ("SignUp", SIGN_UP)],
        ] {
            assert_eq!(last(variants), None, "{variants:?}");
        }
    }

    #[test]
    fn a_variant_that_gets_no_event_says_which_variant_is_wider() {
        for (variants, help) in [
            (&[("All", ALL), ("SignUp", SIGN_UP)][..], "move `SignUp` before `All`"),
            (&[("Resend", RESEND), ("All", ALL), ("SignUp", SIGN_UP)], "move `SignUp` before `All`"),
            (&[("Both", BOTH), ("Forgot", FORGOT)], "move `Forgot` before `Both`"),
            (&[("Forgot", FORGOT), ("Confirm", CONFIRM), ("Both", BOTH)], "remove the variant, or give"),
            (&[("SignUp", SIGN_UP), ("Resend", RESEND), ("Again", SIGN_UP)], "remove the variant, or give"),
        ] {
            let sentence = last(variants).unwrap();
            let name = variants.last().unwrap().0;
            assert!(
                sentence.starts_with(&format!("the variant `{name}` gets no event, since ")),
                "{sentence}"
            );
            assert!(sentence.contains(&format!("\nhelp: {help}")), "{sentence}");
        }
    }
}
