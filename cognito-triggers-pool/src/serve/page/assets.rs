//! The page's own files, which are a part of the program.

use hyper::StatusCode;
use hyper::header::HeaderValue;

use super::super::answer::{self, Answer};

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

macro_rules! assets {
    ($($name:literal: $kind:ident,)+) => {
        [$(($name, $kind, include_str!(concat!("assets/", $name))),)+]
    };
}

const ASSETS: &[(&str, &str, &str)] = &assets! {
    "index.html": HTML,
    "confirm.html": HTML,
    "page.css": CSS,
    "api.js": SCRIPT,
    "challenge.js": SCRIPT,
    "confirm.js": SCRIPT,
    "dom.js": SCRIPT,
    "inbox.js": SCRIPT,
    "mail.js": SCRIPT,
    "main.js": SCRIPT,
    "messages.js": SCRIPT,
    "sms.js": SCRIPT,
    "tokens.js": SCRIPT,
    "trace.js": SCRIPT,
    "try.js": SCRIPT,
};

pub(super) fn find(name: &str) -> Option<Answer> {
    let (_, kind, text) = ASSETS.iter().find(|(asset, _, _)| *asset == name)?;
    Some(answer::with(StatusCode::OK, HeaderValue::from_static(kind), *text))
}
