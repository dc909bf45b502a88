//! Takes from a mail what no policy of a browser stops.
//!
//! Chromium was seen to connect to where a frame leads before it asks the policy. `<link rel="preconnect">` is
//! made to connect early, so it is treated alike; no such connection was seen.

/// Elements that mails have no use for: what else they do, policies forbid.
const TAGS: [&str; 3] = ["link", "iframe", "frame"];

/// Renames these elements, and a `<meta>` that is more than a setting: it may lead to another page after no time, and in
/// a file no policy stops that.
pub(super) fn disarm(html: &str) -> String {
    let lower = html.to_ascii_lowercase();
    let mut out = String::with_capacity(html.len());
    let mut end = 0;
    for (start, _) in lower.match_indices('<') {
        let name = &lower[start + 1..];
        if TAGS.iter().any(|tag| name.starts_with(tag)) || is_order(name) {
            out.push_str(&html[end..=start]);
            out.push_str("x-");
            end = start + 1;
        }
    }
    out + &html[end..]
}

/// Whether a `<meta>` tells the browser to do something, or is written so that nobody can be sure.
fn is_order(name: &str) -> bool {
    name.strip_prefix("meta").is_some_and(|attributes| setting(attributes).is_none())
}

/// Reads attributes up to the end of their tag. `None`: one is `http-equiv`, or is not written plainly.
fn setting(attributes: &str) -> Option<()> {
    let mut rest = attributes;
    loop {
        let next = rest.trim_start();
        if next.starts_with('>') || next.starts_with("/>") {
            return Some(());
        }
        // A tag of another name, or an attribute right behind a value.
        if next.len() == rest.len() {
            return None;
        }
        // No farther than the name: in a long text, a search for `=` at each tag would take long.
        let end = next.find(|c: char| !is_word_character(c))?;
        let (name, value) = (&next[..end], next[end..].strip_prefix('=')?);
        if name.is_empty() || name == "http-equiv" {
            return None;
        }
        let quote = value.chars().next().filter(|c| ['"', '\''].contains(c));
        rest = if let Some(quote) = quote {
            value[1..].split_once(quote)?.1
        } else {
            let end = value.find(|c: char| c.is_whitespace() || c == '>')?;
            is_word(&value[..end]).then(|| &value[end..])?
        };
    }
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_word_character)
}

fn is_word_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-'
}

#[cfg(test)]
mod tests {
    use super::disarm;

    #[test]
    fn no_link_and_no_frame_is_left() {
        assert_eq!(disarm("a<LiNk rel=preconnect>é<link/x><b>"), "a<x-LiNk rel=preconnect>é<x-link/x><b>");
        assert_eq!(disarm("<iFrame\nsrc=x></iframe><frameset>"), "<x-iFrame\nsrc=x></iframe><x-frameset>");
        assert_eq!(disarm("<<link><a href=x>link < link</a>"), "<<x-link><a href=x>link < link</a>");
    }

    #[test]
    fn a_long_mail_of_tags_without_end_is_read_once() {
        let mail = "<meta a".repeat(200_000);
        assert_eq!(disarm(&mail).len(), mail.len() + 2 * 200_000);
    }

    #[test]
    fn no_meta_leads_elsewhere() {
        for order in [
            "<MeTa HTTP-EQUIV=refresh content='0;url=https://a.example'>",
            "<meta\nhttp-equiv=\"Refresh\">",
            "<meta/http-equiv=refresh>",
            "<meta name='>' http-equiv=refresh>",
            "<meta name=\">\" http-equiv=refresh>",
            "<meta name=\"x\"http-equiv=refresh>",
            "<meta a='\"' b=\">\" http-equiv=refresh>",
            "<meta a=b\" c=\">\" http-equiv=refresh>",
            "<meta a=b=\" c=\">\" http-equiv=refresh>",
            "<meta a =\">\" http-equiv=refresh>",
            "<meta name=x",
        ] {
            assert_eq!(disarm(order), order.replacen('<', "<x-", 1));
        }
        for setting in [
            "<meta name=\"color-scheme\" content=\"light dark\">",
            "<meta charset='utf-8' /><b>'",
            "<meta charset=utf-8>",
        ] {
            assert_eq!(disarm(setting), setting);
        }
    }
}
