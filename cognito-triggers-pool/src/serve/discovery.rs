//! The documents that tell others how to verify tokens.

use hyper::StatusCode;

use super::answer::{self, Answer};
use super::shared::Shared;
use crate::token::{jwks, openid_configuration};

/// `GET /<pool id>/.well-known/…`. `None`: the path is another one.
pub(super) fn answer(shared: &Shared, path: &str, base: &str) -> Option<Answer> {
    let settings = &shared.pool.engine().settings;
    let document = path.strip_prefix('/')?.strip_prefix(&settings.id)?.strip_prefix("/.well-known/")?;
    let document = match document {
        "jwks.json" => jwks(),
        "openid-configuration" => openid_configuration(settings, base),
        _ => return None,
    };
    Some(answer::document(StatusCode::OK, &document))
}
