//! A mail as a file that mail programs open (RFC 5322, 2045 and 2047).

use crate::base64;

/// Writes a mail. It has no date, so that the same mail is the same file.
pub(super) fn write(subject: &str, html: &str) -> String {
    format!(
        "From: no-reply@example.com\r\nTo: user@example.org\r\nSubject: {}\r\nX-Unsent: 1\r\n\
         MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\
         Content-Transfer-Encoding: quoted-printable\r\n\r\n{}\r\n",
        encoded_words(subject),
        quoted_printable(html),
    )
}

/// The text of a header: as it is, or in encoded words, which are short and hold whole characters.
fn encoded_words(text: &str) -> String {
    let plain = |c: char| c == ' ' || c.is_ascii_graphic();
    if text.len() <= 60 && text.chars().all(plain) && !text.contains("=?") && text.trim() == text {
        return text.to_owned();
    }
    let mut words: Vec<String> = vec![String::new()];
    for c in text.chars() {
        let word = words.last_mut().filter(|word| word.len() + c.len_utf8() <= 42);
        match word {
            Some(word) => word.push(c),
            None => words.push(c.to_string()),
        }
    }
    let words: Vec<_> =
        words.iter().map(|word| format!("=?utf-8?B?{}?=", base64::encode(word.as_bytes()))).collect();
    words.join("\r\n ")
}

/// Lines of 76 characters at most, in ASCII.
fn quoted_printable(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<String> = text.split('\n').map(line).collect();
    lines.join("\r\n")
}

fn line(text: &str) -> String {
    let mut out = String::new();
    let mut width = 0;
    let bytes = text.as_bytes();
    for (index, byte) in bytes.iter().enumerate() {
        let is_last = index + 1 == bytes.len();
        let one = match byte {
            b' ' | b'\t' if !is_last => char::from(*byte).to_string(),
            b'=' => "=3D".to_owned(),
            byte if byte.is_ascii_graphic() => char::from(*byte).to_string(),
            byte => format!("={byte:02X}"),
        };
        // The end of a soft line is one character.
        if width + one.len() > 75 {
            out.push_str("=\r\n");
            width = 0;
        }
        width += one.len();
        out.push_str(&one);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{encoded_words, quoted_printable, write};

    #[test]
    fn bodies_are_ascii_in_short_lines() {
        assert_eq!(quoted_printable("<p a=\"b\">é \r\n x\n"), "<p a=3D\"b\">=C3=A9=20\r\n x\r\n");
        for line in quoted_printable(&"ü = ".repeat(200)).split("\r\n") {
            assert!(line.len() <= 76 && line.is_ascii(), "{line}");
        }
    }

    #[test]
    fn a_subject_cannot_add_a_header() {
        assert_eq!(encoded_words("Your code"), "Your code");
        assert_eq!(encoded_words("Köln"), "=?utf-8?B?S8O2bG4=?=");
        for subject in ["a\r\nBcc: x@example.org", "a\nb", " a", "=?utf-8?B?YQ==?="] {
            let mail = write(subject, "b");
            assert_eq!(mail.split("\r\n\r\n").next().unwrap().lines().count(), 7, "{mail}");
            assert!(!mail.contains("Bcc:"), "{mail}");
        }
        let long = encoded_words(&"確認コード".repeat(28));
        assert!(long.split("\r\n").all(|line| line.trim_start().len() <= 75), "{long}");
    }
}
