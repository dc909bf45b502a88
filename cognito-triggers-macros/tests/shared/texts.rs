//! Texts, and whether Cognito accepts them.
//!
//! The check of literals and the check of computed texts must both give this table's verdict.
//!
//! The texts are in the notation of `email!` and `sms!`: `{code}` is the code, and `{{` is a brace.

/// The part of a message (`subject`, `body` or `sms`), its text, and whether Cognito takes it.
pub(crate) type Text = (&'static str, String, bool);

/// Returns the table.
#[allow(clippy::too_many_lines, reason = "it is a table")]
pub(crate) fn texts() -> Vec<Text> {
    let mut texts = Vec::new();
    let mut add = |field: &'static str, text: String, is_taken: bool| texts.push((field, text, is_taken));

    // Lengths, at each limit, one below and one above, in characters of one to four bytes. A
    // character outside the basic plane has two UTF-16 units.
    for (filler, units) in [("a", 1), ("\u{e9}", 1), ("\u{3042}", 1), ("\u{1f600}", 2)] {
        for (field, fixed, limit) in [("subject", 0, 140), ("body", 6, 20_000), ("sms", 6, 140)] {
            for over in [-2_i32, 0, 2] {
                let length = usize::try_from(limit + over - fixed).unwrap() / units;
                let text = filler.repeat(length) + if fixed == 0 { "" } else { "{code}" };
                add(field, text, over <= 0);
            }
        }
    }
    add("subject", "a".repeat(139), true);
    add("subject", "a".repeat(141), false);
    add("body", "a".repeat(19_993) + "{code}", true);
    add("body", "a".repeat(19_995) + "{code}", false);
    add("sms", "a".repeat(133) + "{code}", true);
    add("sms", "a".repeat(135) + "{code}", false);
    add("subject", String::new(), false);
    add("subject", "a".to_owned(), true);
    add("body", "{code}".to_owned(), true);
    add("sms", "{code}".to_owned(), true);

    // E-mails may not have these characters, one or more of each class.
    for refused in [
        "\u{a0}",
        "\u{1680}",
        "\u{2003}",
        "\u{2009}",
        "\u{202f}",
        "\u{205f}",
        "\u{3000}", // spaces
        "\u{2028}",
        "\u{2029}", // line and paragraph separators
        "\u{0}",
        "\u{7}",
        "\u{1b}",
        "\u{7f}",
        "\u{85}",
        "\u{9f}", // controls
        "\u{ad}",
        "\u{61c}",
        "\u{200b}",
        "\u{200c}",
        "\u{200d}",
        "\u{200e}",
        "\u{200f}",
        "\u{202e}",
        "\u{2060}",
        "\u{2066}",
        "\u{feff}",
        "\u{fffb}",
        "\u{e0041}", // format characters
        "\u{e000}",
        "\u{f8ff}",
        "\u{f0000}",
        "\u{10fffd}", // private use
        "\u{378}",
        "\u{2065}",
        "\u{1fffb}",
        "\u{50000}",
        "\u{e01f0}", // not assigned
        "\u{fdd0}",
        "\u{fffe}",
        "\u{1ffff}",                  // no characters
        "\u{1f468}\u{200d}\u{1f469}", // a joined emoji
    ] {
        add("subject", format!("a{refused}b"), false);
        add("body", format!("a{refused}b {{code}}"), false);
    }
    // E-mails may have these, some of which look like those above.
    for taken in [
        " ",
        "\t",
        "\n",
        "\r\n",
        "\u{b}",
        "\u{c}", // ASCII white space
        "e\u{301}",
        "\u{e9}",
        "\u{3042}",
        "\u{645}",
        "\u{5d0}",
        "\u{1f600}",
        "\u{20ac}",
        "\u{00bd}",
        "\u{2014}",
        "\u{201e}",
        "\u{2028a}",
        "\u{fe0f}",
        "\u{fffd}",
        "\u{1fae0}", // of Unicode 14.0
        "\u{1fae9}", // of Unicode 16.0
        "\u{20c1}",  // of Unicode 17.0
        "*",
        "$",
        "<br>",
        "&nbsp;",
    ] {
        // A subject is one line: what follows a line break would be another header.
        add("subject", format!("a{taken}b"), !taken.contains(['\n', '\r']));
        add("body", format!("a{taken}b {{code}}"), true);
    }

    // An SMS may have any character but a line break.
    for taken in [
        "\u{a0}",
        "\u{200b}",
        "\u{200f}",
        "\u{3000}",
        "\t",
        "\u{7}",
        "\u{e000}",
        "\u{1f468}\u{200d}\u{1f469}",
    ] {
        add("sms", format!("a{taken}b {{code}}"), true);
    }
    for refused in ["\n", "\r", "\r\n", "\u{85}", "\u{2028}", "\u{2029}"] {
        add("sms", format!("a{refused}b {{code}}"), false);
    }
    // An invitation by SMS may have a line break.
    add("sms", "Hello {username}\n{code}".to_owned(), true);

    // Placeholders: missing, split by markup, beside braces.
    add("body", "Your code is missing".to_owned(), false);
    add("sms", "Your code is missing".to_owned(), false);
    add("body", "<b>{{</b>####}} is split".to_owned(), false);
    add("body", "<b>{code}</b>".to_owned(), true);
    add("body", "p {{ color: red }} {code}".to_owned(), true);
    add("body", "{{{code}}}".to_owned(), true);
    add("body", "{link}".to_owned(), true);
    add("body", "{link:Confirm my address}".to_owned(), true);
    add("sms", "Go to {link}".to_owned(), false);
    add("body", "{link} and {code}".to_owned(), false);

    // Placeholders in tags and URLs.
    add("body", "<a href=\"{link}\">".to_owned(), false);
    add("body", "<p title='to {link}'>".to_owned(), false);
    add("body", "<img alt={link}>".to_owned(), false);
    add("body", "<p class=\"a\">{link}</p>".to_owned(), true);
    add("body", "<a href=\"https://example.org/?code={code}\">".to_owned(), true);
    add("sms", "{username}: https://example.org/?p={code}".to_owned(), false);
    add("sms", "https://example.org/{username} {code}".to_owned(), false);
    add("sms", "www.example.org/{username} {code}".to_owned(), false);
    add("sms", "https://example.org {username} {code}".to_owned(), true);
    add("sms", "https://example.org/?code={code}".to_owned(), true);
    texts
}
