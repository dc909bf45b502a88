//! Takes from a mail what no policy of a browser stops.
//!
//! Chromium was seen to connect to where a frame leads before it asks the policy. `<link rel="preconnect">` is
//! made to connect early, so it is treated alike; no such connection was seen.

/// Elements that mails have no use for: what else they do, policies forbid.
const TAGS: [&str; 3] = ["link", "iframe", "frame"];

/// Renames these elements.
pub(super) fn disarm(html: &str) -> String {
    let lower = html.to_ascii_lowercase();
    let mut out = String::with_capacity(html.len());
    let mut end = 0;
    for (start, _) in lower.match_indices('<') {
        let name = &lower[start + 1..];
        if TAGS.iter().any(|tag| name.starts_with(tag)) {
            out.push_str(&html[end..=start]);
            out.push_str("x-");
            end = start + 1;
        }
    }
    out + &html[end..]
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
}
