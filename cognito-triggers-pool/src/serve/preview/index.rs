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
    } else {
        out += &contents(messages);
    }
    for shown in messages {
        out += &card(shown);
    }
    out + "</main>\n</body>\n</html>\n"
}

/// A link to each message, by source.
fn contents(messages: &[Shown]) -> String {
    let mut out = "<section aria-label=\"All messages\">\n<dl class=\"facts contents\">\n".to_owned();
    for together in messages.chunk_by(|a, b| a.sampled.source == b.sampled.source) {
        let links: Vec<String> = together.iter().map(link).collect();
        let source = together.first().map_or("", |shown| shown.sampled.source.as_str());
        out += &format!("<dt>{}</dt><dd>{}</dd>\n", escaped(source), links.join(", "));
    }
    out + "</dl>\n</section>\n"
}

fn link(shown: &Shown) -> String {
    let parts = [shown.scenario.as_deref(), shown.language.as_deref(), shown.medium().or(Some("no text"))];
    let text: Vec<&str> = parts.into_iter().flatten().collect();
    format!("<a href=\"#{}\">{}</a>", shown.id, escaped(&text.join(" · ")))
}

fn card(shown: &Shown) -> String {
    let Shown { id, sampled, .. } = shown;
    let medium = shown.medium().unwrap_or_default();
    let title = escaped(&shown.title());
    let mut out = format!(
        "<article class=\"card\" id=\"{id}\">\n<h2>{title} <span class=\"tag\">{medium}</span></h2>\n\
         <div class=\"verdict {}\">{}</div>\n",
        verdict::kind(&sampled.verdict),
        words(&sampled.verdict),
    );
    if let Some(left) = sampled.other_medium() {
        out += &format!("<div class=\"verdict default-used\">{}</div>\n", escaped(&left));
    }
    if let Some(text) = &sampled.text {
        let filled = Filled::of(text);
        out += &match text.medium {
            Medium::Email => format!(
                "<dl class=\"facts\"><dt>Subject</dt><dd>{}</dd></dl>\n\
                 <div class=\"mail\"><iframe class=\"{} light\" sandbox loading=\"lazy\" title=\"Mail of {title}\" \
                 src=\"{id}.html\"></iframe></div>\n\
                 <p><a href=\"{id}.html\">HTML</a>, <a href=\"{id}.eml\">for mail programs</a></p>\n",
                escaped(&filled.subject),
                if is_short(&filled.body) { "short" } else { "long" },
            ),
            Medium::Sms => format!("<div class=\"sms\">{}</div>\n", escaped(&filled.body)),
        };
    }
    out + "</article>\n"
}

/// Nobody can ask how high a mail is.
fn is_short(html: &str) -> bool {
    html.len() < 400 && !["<img", "<table", "<style"].iter().any(|tag| html.contains(tag))
}

/// The verdict in lines. That of a message as Cognito uses it is the page's.
fn words(verdict: &Verdict) -> String {
    let text = verdict.to_string();
    let (title, lines) = if verdict.is_accepted() {
        ("<strong>Cognito uses this</strong>", text.split_once('\n').map_or("", |(_, notes)| notes))
    } else {
        ("", text.as_str())
    };
    let lines: Vec<_> = lines.lines().map(|line| escaped(line.trim_start())).collect();
    format!("{title}<div class=\"reason\">{}</div>", lines.join("\n"))
}

/// Writes a text so that HTML shows it.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
