//! The log: one span for each event, and its outcome.
//!
//! The only values of the event in it are those that say where the event comes from.

use std::time::Instant;

use lambda_runtime::Context;
use tracing::field::Empty;
use tracing::{Level, Span};

use crate::handler::failure::{Failure, FailureKind};
use crate::handler::log::{error, warn};
use crate::spec::rules::Violation;
use crate::spec::source::Source;
use crate::wire::envelope::{Envelope, Member};
use crate::wire::{json, members};

/// How an event ended, as the span's field `outcome` states it.
#[derive(Clone, Copy)]
pub(crate) enum Outcome {
    Answered,
    Unchanged,
    Denied,
    Failed,
}

impl Outcome {
    const fn name(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::Unchanged => "unchanged",
            Self::Denied => "denied",
            Self::Failed => "failed",
        }
    }
}

/// The span of an event.
pub(crate) struct EventSpan {
    pub(crate) span: Span,
    since: Option<Instant>,
}

impl EventSpan {
    /// Opens the span if a subscriber wants it.
    pub(crate) fn open(envelope: Option<&Envelope<'_>>, context: &Context, is_cold_start: bool) -> Self {
        if !tracing::enabled!(target: "cognito_triggers", Level::INFO) {
            return Self { span: Span::none(), since: None };
        }
        let span = tracing::info_span!(
            target: "cognito_triggers",
            "trigger",
            trigger_source = Empty,
            user_pool_id = Empty,
            client_id = Empty,
            request_id = context.request_id,
            trace_id = context.xray_trace_id,
            cold_start = is_cold_start,
            duration_ms = Empty,
            outcome = Empty,
        );
        if let Some(envelope) = envelope {
            if let Some(source) = envelope.trigger_source() {
                span.record("trigger_source", tracing::field::display(source));
            }
            if let Some(pool) = envelope.member_text(Member::UserPoolId) {
                span.record("user_pool_id", pool);
            }
            let caller = envelope.member(Member::CallerContext);
            if let Some(client) = caller.and_then(|caller| json::text(members::member(caller, "clientId")?)) {
                span.record("client_id", &*client);
            }
        }
        Self { span, since: Some(Instant::now()) }
    }

    /// Records how the event ended.
    pub(crate) fn close(&self, outcome: Outcome) {
        if let Some(since) = self.since {
            self.span.record("duration_ms", since.elapsed().as_secs_f64() * 1_000.0);
            self.span.record("outcome", outcome.name());
            let _entered = self.span.enter();
            tracing::debug!(target: "cognito_triggers", outcome = outcome.name(), "the event is done");
        }
    }
}

/// Logs that an event went back as it arrived because no handler takes it.
pub(crate) fn unhandled(envelope: &Envelope<'_>) {
    let name = envelope.trigger_source().map(|source| source.to_string());
    match &name {
        Some(name) => warn("no handler takes this trigger source: the event goes back unchanged", name),
        None => warn("the event has no trigger source: it goes back unchanged", "none"),
    }
}

/// Logs that an event went back as it arrived because its handlers are for versions that it does
/// not state.
pub(crate) fn unknown_version(envelope: &Envelope<'_>, source: Source) {
    let stated = envelope.member_text(Member::Version).unwrap_or_default();
    // A longer one is no version: what it is, is not for the log.
    let stated = stated.get(..16.min(stated.len())).unwrap_or_default();
    let message = [
        "the event states the version \"",
        stated,
        "\", which does not exist, and no handler is for V1_0: it goes back unchanged. To try a handler for V2_0 \
         with an emulator that states another version, set the event's `version` to \"2\"",
    ]
    .concat();
    warn(&message, source.name());
}

/// Logs that handlers run without a deadline.
pub(crate) fn no_timer(source: Source) {
    let message =
        "the runtime has no timer, so handlers have no deadline: use Tokio, and build it with `enable_time`";
    warn(message, source.name());
}

/// Logs that an event got an error instead of an answer.
pub(crate) fn failed(failure: &Failure, source: Option<Source>, request_id: &str) {
    let name = source.map_or("unknown", Source::name);
    if failure.kind() == FailureKind::Denied {
        tracing::info!(target: "cognito_triggers", trigger_source = name, request_id, "the handler denied the request");
    } else {
        error(failure.details().unwrap_or_default(), "the event failed", source, request_id);
    }
}

/// Logs that an event went back unchanged although its handler failed, because the program asked
/// for that.
pub(crate) fn passed(reason: &str, source: Source, request_id: &str) {
    error(reason, "the handler failed, and the event goes back unchanged", Some(source), request_id);
}

/// Logs that Cognito sends its own text in place of each invalid one.
#[inline(never)]
pub(crate) fn left_out(violations: (Violation, Option<Violation>), source: Source, request_id: &str) {
    for violation in [Some(violations.0), violations.1].into_iter().flatten() {
        error(
            &violation.to_string(),
            "a text breaks a rule, and Cognito sends its own",
            Some(source),
            request_id,
        );
    }
}
