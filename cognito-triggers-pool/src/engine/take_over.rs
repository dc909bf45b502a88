//! The notification of an account takeover, which threat protection sends.

use super::call::Call;
use super::lookup::find;
use crate::event::{Object, Requested, Source};

/// Tells the custom e-mail sender, if it is attached.
pub(crate) async fn take_over(call: &Call<'_>, client: &str, typed: &str, details: &[(&str, &str)]) {
    let engine = call.engine;
    let name = find(&engine.state(), &engine.settings, typed).unwrap_or_else(|| typed.to_owned());
    let event_id = engine.state().random.id();
    let common = [
        ("EVENT_ID", event_id.as_str()),
        ("USER_NAME", typed),
        ("IP_ADDRESS", "203.0.113.77"),
        ("LOGIN_TIME", "2026-01-01T00:00:00.000Z"),
        ("ACCOUNT_TAKE_OVER_ACTION", "NO_ACTION"),
        ("FEEDBACK_TOKEN", "test-feedback-token"),
        ("ONE_CLICK_LINK_VALID", "https://auth.example.com/feedback?v=valid"),
        ("ONE_CLICK_LINK_INVALID", "https://auth.example.com/feedback?v=invalid"),
        ("CITY", "Lyon"),
        ("COUNTRY", "FR"),
        ("DEVICE_NAME", "Firefox, Ubuntu"),
    ];
    let attributes: Object =
        common.iter().chain(details).map(|(name, value)| ((*name).to_owned(), (*value).into())).collect();
    let event = call.event(Source::EmailTakeOver, &name, Some(client), |_| {
        Requested::sender("customEmailSenderRequestV1", None, attributes, None)
    });
    if let Some(event) = event {
        call.tell(event, |_| {}).await;
    }
}
