//! The index of the files: every message, with its verdict.

use super::super::messages::Shown;
use super::super::verdict;
use super::Filled;
use crate::record::{Medium, Verdict};

const STYLE: &str = include_str!("../page/assets/page.css");

pub(super) fn write(messages: &[Shown]) -> String {
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Messages</title>\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; \
         frame-src 'self' file:; img-src data:; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <h1>Messages</h1>\n"
    );
    if messages.is_empty() {
        out += "<p>No handler of this program writes a message.</p>\n";
    }
    for shown in messages {
        out += &card(shown);
    }
    out + "</main>\n</body>\n</html>\n"
}

fn card(Shown { id, sampled }: &Shown) -> String {
    let medium = sampled.text.as_ref().map_or("", |text| text.medium.as_str());
    let source = escaped(&sampled.source);
    let mut out = format!(
        "<article class=\"card\">\n<h2>{source} <span class=\"quiet\">{medium}</span></h2>\n\
         <div class=\"verdict {}\">{}</div>\n",
        verdict::kind(&sampled.verdict),
        escaped(&words(&sampled.verdict)),
    );
    if let Some(text) = &sampled.text {
        let filled = Filled::of(text);
        out += &match text.medium {
            Medium::Email => format!(
                "<dl class=\"facts\"><dt>Subject</dt><dd>{}</dd></dl>\n\
                 <div class=\"mail\"><iframe class=\"long light\" sandbox title=\"Mail of {source}\" \
                 src=\"{id}.html\"></iframe></div>\n\
                 <p><a href=\"{id}.html\">HTML</a>, <a href=\"{id}.eml\">for mail programs</a></p>\n",
                escaped(&filled.subject),
            ),
            Medium::Sms => format!("<div class=\"sms\">{}</div>\n", escaped(&filled.body)),
        };
    }
    out + "</article>\n"
}

fn words(verdict: &Verdict) -> String {
    let text = verdict.to_string();
    if verdict.is_accepted() { text.replacen("accepted", "Cognito uses this", 1) } else { text }
}

/// Writes a text so that HTML shows it.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
