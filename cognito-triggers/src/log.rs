//! What we log: the outcome of an event, without values of the event.

use crate::envelope::Envelope;
use crate::error::{Failure, FailureKind};
use crate::source::Source;

/// An event that went back as it came, because no handler takes it.
pub(crate) fn unhandled(envelope: &Envelope<'_>) {
    match envelope.trigger_source() {
        Some(source) => tracing::warn!(
            trigger_source = %source,
            "no handler takes this trigger source: the event goes back unchanged"
        ),
        None => tracing::warn!("the event has no trigger source: it goes back unchanged"),
    }
}

/// An event that went back as it came, because its handlers are for versions that it does not state.
pub(crate) fn unknown_version(source: Source) {
    tracing::warn!(
        trigger_source = source.name(),
        "the event states no version that exists, and no handler is for V1_0: it goes back unchanged"
    );
}

/// An event that got an error in place of an answer.
pub(crate) fn failed(failure: &Failure, source: Option<Source>, request_id: &str) {
    let source = source.map_or("unknown", Source::name);
    if failure.kind() == FailureKind::Denied {
        tracing::info!(trigger_source = source, request_id, "the handler denied");
        return;
    }
    let details = failure.details().unwrap_or_default();
    if tracing::dispatcher::has_been_set() {
        tracing::error!(trigger_source = source, request_id, error = details, "the event failed");
    } else {
        // Nobody listens to the log, and an error that nobody sees costs days.
        let line = serde_json::json!({
            "level": "ERROR",
            "message": "the event failed",
            "trigger_source": source,
            "request_id": request_id,
            "error": details,
        });
        eprintln!("{line}");
    }
}
