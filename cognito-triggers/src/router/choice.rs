//! The choice of an event's handler: by its source and its version.

use crate::handler::Meta;
use crate::handler::error::Error;
use crate::spec::source::Source;
use crate::spec::version::LambdaVersion;
use crate::wire::envelope::Envelope;

/// The router's choice for an event.
pub(super) enum Choice {
    /// The handler at this index takes the event, as one from this source.
    Handler(Source, usize),
    /// Handlers take the source, but in another version than the one that the event states.
    OtherVersion(Source, LambdaVersion),
    /// Handlers take the source in some version, but the event states no existing version.
    UnknownVersion(Source),
    /// No handler takes the source.
    Nobody,
}

/// Chooses the handler of the event. Of several sources joined with `/`, the first that has a
/// handler counts.
pub(super) fn choose(envelope: &mut Envelope<'_>, handlers: &[Meta]) -> Choice {
    let choice = envelope.settle_source(|envelope, source| {
        let mut is_listed = false;
        for (index, handler) in handlers.iter().enumerate() {
            if handler.sources.contains(source) {
                if handler.version.is_none_or(|version| envelope.is_of_version(version)) {
                    return Some(Choice::Handler(source, index));
                }
                is_listed = true;
            }
        }
        is_listed.then(|| match envelope.lambda_version() {
            Some(version) => Choice::OtherVersion(source, version),
            None => Choice::UnknownVersion(source),
        })
    });
    choice.unwrap_or(Choice::Nobody)
}

/// Makes the error for an event whose version no handler takes. Passing the event on would leave
/// claims out without anybody noticing.
pub(super) fn other_version(source: Source, version: LambdaVersion, handlers: &[Meta]) -> Error {
    let mut ours = String::new();
    for handler in handlers.iter().filter(|handler| handler.sources.contains(source)) {
        if let Some(version) = handler.version {
            ours.push_str(if ours.is_empty() { "" } else { " or " });
            ours.push_str(version.name());
        }
    }
    Error::own(format!(
        "the event from {source} has version {version}, but its handler is for {ours}: set `PreTokenGenerationConfig.LambdaVersion` of the user pool to {ours}, or write a handler for {version}"
    ))
}
