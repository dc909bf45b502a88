//! Reading an event into a variant of an enum, for `#[derive(FromEvent)]`.

use crate::handler::FromEvent;
use crate::handler::error::Error;
use crate::spec::scope::TriggerMarker;
use crate::spec::source::Source;
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
