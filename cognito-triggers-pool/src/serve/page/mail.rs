//! A mail itself, as a document that can do nothing but be looked at.

use hyper::StatusCode;
use hyper::header::{CONTENT_SECURITY_POLICY, HeaderName, HeaderValue};

use super::super::answer::{self, Answer};
use super::super::disarm::disarm;
use super::super::oauth::decoded;
use super::super::shared::Shared;
use super::inbox;
use super::query::Query;
use crate::record::Medium;

/// Where links that confirm a user lead to.
pub(super) const CONFIRM: &str = "/confirmUser";

const DNS_PREFETCH: HeaderName = HeaderName::from_static("x-dns-prefetch-control");

/// No script, no form, nothing from elsewhere. Its links open in a window of their own, by a click.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; \
     frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox",
);

/// The same, with pictures from elsewhere.
const WITH_PICTURES: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'unsafe-inline'; img-src data: https:; base-uri 'none'; form-action 'none'; \
     frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox",
);

/// Stands before a mail. A document type or a head of the mail's own is then read as a part of it.
const BEFORE: &str = "<!doctype html>\n<base target=\"_blank\">\n";

/// Answers `message/{id}` and `inbox/{number}`.
pub(super) async fn answer(shared: &Shared, path: &str, query: &Query) -> Option<Answer> {
    let html = if let Some(id) = path.strip_prefix("message/") {
        let id = decoded(id)?;
        let shown = shared.messages().await.iter().find(|shown| shown.id == id)?;
        let text = shown.sampled.text.as_ref().filter(|text| text.medium == Medium::Email)?;
        text.fill(&text.body, query.get("code"), query.get("username"))
    } else {
        let number = path.strip_prefix("inbox/")?.parse().ok()?;
        let message =
            inbox::find(&shared.pool, number).filter(|message| message.medium() == Medium::Email)?;
        // The domain of this pool is nowhere else.
        let domain = &shared.pool.engine().settings.domain;
        message.body().replace(&format!("https://{domain}{CONFIRM}/"), &format!("{CONFIRM}/"))
    };
    let policy = if query.has("pictures", "yes") { WITH_PICTURES } else { POLICY };
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    let mut answer = answer::with(StatusCode::OK, kind, format!("{BEFORE}{}", disarm(&html)));
    // Names in links are looked up ahead, otherwise.
    answer.headers_mut().insert(DNS_PREFETCH, HeaderValue::from_static("off"));
    answer.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    Some(answer)
}
