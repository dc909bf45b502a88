//! Lines of the log: for the subscriber, or, without one, as JSON on the standard error output.
//!
//! Each kind of line is written in one place, since each place has a size.

use crate::spec::source::Source;
use crate::wire::json;

/// Logs a warning about an event from the source.
pub(crate) fn warn(message: &str, source: &str) {
    if tracing::dispatcher::has_been_set() {
        tracing::warn!(target: "cognito_triggers", trigger_source = source, "{message}");
    } else {
        print(&[("level", "WARN"), ("message", message), ("trigger_source", source)]);
    }
}

/// Logs an error with its reason.
pub(crate) fn error(reason: &str, message: &str, source: Option<Source>, request_id: &str) {
    let source = source.map_or("unknown", Source::name);
    if tracing::dispatcher::has_been_set() {
        tracing::error!(
            target: "cognito_triggers",
            trigger_source = source,
            request_id,
            error = reason,
            "{message}"
        );
    } else {
        // Without a subscriber the error would be lost, and finding it could take days.
        print(&[
            ("level", "ERROR"),
            ("message", message),
            ("trigger_source", source),
            ("request_id", request_id),
            ("error", reason),
        ]);
    }
}

/// Prints a line of JSON. It is written by hand, since a tree of values would add 2% to a small
/// program.
fn print(members: &[(&str, &str)]) {
    let mut line = String::new();
    for (name, value) in members {
        line.push(if line.is_empty() { '{' } else { ',' });
        json::write_text(name, &mut line);
        line.push(':');
        json::write_text(value, &mut line);
    }
    eprintln!("{line}}}");
}
