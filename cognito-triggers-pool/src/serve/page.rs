//! The page's own routes, `/` and `/page/…`. They answer to the page alone, and a GET changes nothing.

mod about;
mod assets;
mod inbox;
mod mail;
mod messages;
mod query;
mod trace;

use hyper::StatusCode;
use hyper::header::{
    CONTENT_SECURITY_POLICY, HeaderName, HeaderValue, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use hyper::http::request::Parts;

use super::answer::{self, Answer, Refusal};
use super::shared::Shared;
use query::Query;

/// A page that has opened this one has no hold on its window.
const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// The page runs its own scripts, and talks to this server alone.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; \
     frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
);

/// Answers the page. `None`: it has no such route.
pub(super) async fn answer(shared: &Shared, parts: &Parts) -> Option<Answer> {
    let path = parts.uri.path();
    let query = Query::of(&parts.uri);
    let document = |document| Some(answer::document(StatusCode::OK, &document));
    let answer = match path {
        "/" => assets::find("index.html"),
        "/page/about" => document(about::document(shared)),
        "/page/messages" => document(messages::document(shared.messages().await)),
        "/page/inbox" => document(inbox::document(&shared.pool)),
        "/page/trace" => document(trace::document(&shared.pool, query.has("secrets", "yes"))),
        "/page/changes" => Some(match shared.page.changes.feed() {
            Some(feed) => answer::feed(feed),
            None => too_many(),
        }),
        _ => match path.strip_prefix("/page/mail/") {
            Some(mail) => mail::answer(shared, mail, &query).await,
            None => path.strip_prefix("/page/").and_then(assets::find),
        },
    };
    answer.map(guarded)
}

/// The path of a link that confirms a user.
pub(super) fn is_confirmation(path: &str) -> bool {
    path == mail::CONFIRM || path.strip_suffix('/') == Some(mail::CONFIRM)
}

/// The page behind such a link. Its button confirms.
pub(super) fn confirmation() -> Answer {
    assets::find("confirm.html").map_or_else(|| answer::empty(StatusCode::NOT_FOUND), guarded)
}

/// Sets what every answer has, and the page's policy where an answer has none of its own.
fn guarded(mut answer: Answer) -> Answer {
    let headers = answer.headers_mut();
    // A mail has one of its own, and browsers show nothing sandboxed that has an opener policy too.
    if !headers.contains_key(CONTENT_SECURITY_POLICY) {
        headers.insert(CONTENT_SECURITY_POLICY, POLICY);
        headers.insert(OPENER_POLICY, HeaderValue::from_static("same-origin"));
    }
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(RESOURCE_POLICY, HeaderValue::from_static("same-origin"));
    answer
}

fn too_many() -> Answer {
    Refusal::new(
        StatusCode::SERVICE_UNAVAILABLE,
        "TooManyRequestsException",
        "Too many pages are open. Close some of them.",
    )
    .answer()
}
