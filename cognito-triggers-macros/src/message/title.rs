//! The subject that a file has: the text of its `<title>`.

use std::ops::Range;

use super::part::{Mistake, Part};

/// A part of a title, and its place: the part of the file, and where in it.
pub(super) type Placed = (Part, (usize, usize));

/// A mistake, and its place if it has one.
type Misplaced = (Option<(usize, usize)>, Mistake);

/// Stands for a value or a placeholder.
const VALUE: char = '\u{fffc}';

/// Returns the text of the `<title>`: decoded, with single spaces. A mistake may have a place.
pub(super) fn find(parts: &[Part]) -> Result<Vec<Placed>, Misplaced> {
    let (mut all, mut starts) = (String::new(), Vec::new());
    for part in parts {
        starts.push(all.len());
        match part {
            Part::Text(text) => all.push_str(text),
            _ => all.push(VALUE),
        }
    }
    let at = |offset: usize| {
        let part = starts.partition_point(|start| *start <= offset).saturating_sub(1);
        (part, offset - starts.get(part).copied().unwrap_or_default())
    };
    let subject = || "write `<title>The subject</title>`, or the subject before the file".to_owned();
    let title = match &titles(&all)[..] {
        [] => {
            return Err((
                None,
                ("the file has no `<title>`, which would be the subject".to_owned(), subject()),
            ));
        }
        [title] => title.clone(),
        [_, second, ..] => {
            let fact = "the file has a second `<title>`, so that the subject is not clear".to_owned();
            let help = "remove one of them, or write the subject before the file".to_owned();
            return Err((Some(at(second.start)), (fact, help)));
        }
    };
    if title.end == all.len() {
        let fact =
            "the `<title>` has no `</title>`, so that all of the file behind it is the title".to_owned();
        return Err((Some(at(title.start)), (fact, "write `</title>` after the subject".to_owned())));
    }
    if all.get(title.clone()).is_none_or(|text| text.trim().is_empty()) {
        let fact = "the `<title>`, which would be the subject, is empty".to_owned();
        return Err((Some(at(title.start)), (fact, subject())));
    }
    let mut found: Vec<Placed> = Vec::new();
    for (index, (part, start)) in parts.iter().zip(&starts).enumerate() {
        let Part::Text(text) = part else {
            if title.contains(start) {
                found.push((part.clone(), (index, 0)));
            }
            continue;
        };
        let from = title.start.max(*start);
        let to = title.end.min(start + text.len());
        let Some(text) = all.get(from..to).filter(|text| !text.is_empty()) else { continue };
        let text =
            decode(text).map_err(|(offset, mistake)| (Some((index, from - start + offset)), mistake))?;
        found.push((Part::Text(with_single_spaces(&text)), (index, from - start)));
    }
    if let Some((Part::Text(first), _)) = found.first_mut() {
        *first = first.trim_start_matches(' ').to_owned();
    }
    if let Some((Part::Text(last), _)) = found.last_mut() {
        last.truncate(last.trim_end_matches(' ').len());
    }
    found.retain(|(part, _)| !matches!(part, Part::Text(text) if text.is_empty()));
    Ok(found)
}

/// Finds the contents of the elements `title`, but not those in comments, scripts or pictures.
fn titles(html: &str) -> Vec<Range<usize>> {
    let lower = html.to_ascii_lowercase();
    let mut found = Vec::new();
    let mut at = 0;
    let find = |from: usize, wanted: &str| lower.get(from..)?.find(wanted).map(|offset| from + offset);
    while let Some(open) = find(at, "<") {
        let rest = lower.get(open + 1..).unwrap_or_default();
        at = open + 1;
        if rest.starts_with("!--") {
            at = find(at, "-->").unwrap_or(html.len());
            continue;
        }
        let is = |name: &str| {
            rest.strip_prefix(name)
                .is_some_and(|rest| rest.starts_with(['>', '/']) || rest.starts_with(char::is_whitespace))
        };
        let Some(name) = ["title", "script", "style", "textarea", "svg"].into_iter().find(|name| is(name))
        else {
            continue;
        };
        let Some(start) = find(at, ">").map(|end| end + 1) else { break };
        let end = find(start, &format!("</{name}")).unwrap_or(html.len());
        if name == "title" {
            found.push(start..end);
        }
        at = end;
    }
    found
}

fn with_single_spaces(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        let is_space = matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
        if !(is_space && out.ends_with(' ')) {
            out.push(if is_space { ' ' } else { c });
        }
    }
    out
}

/// Replaces character references. One with a name that is not known here is a mistake, with its place.
fn decode(text: &str) -> Result<String, (usize, Mistake)> {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let end = after.find(|c: char| !(c.is_ascii_alphanumeric() || c == '#')).unwrap_or(after.len());
        let (name, behind) = after.split_at_checked(end).unwrap_or((after, ""));
        let Some(behind) = behind.strip_prefix(';').filter(|_| !name.is_empty()) else {
            out.push('&');
            rest = after;
            continue;
        };
        let Some(c) = reference(name) else {
            let offset = text.len() - after.len() - 1;
            let fact = format!("`&{name};` is not decoded in a subject, which is plain text");
            return Err((offset, (fact, "write the character itself".to_owned())));
        };
        out.push(c);
        rest = behind;
    }
    out.push_str(rest);
    Ok(out)
}

fn reference(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let number = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(number);
    }
    if let Some(at) = LATIN_1.split_whitespace().position(|known| known == name) {
        return char::from_u32(0xa0 + u32::try_from(at).ok()?);
    }
    OTHERS.iter().find(|(known, _)| *known == name).map(|(_, c)| *c)
}

/// The names of U+00A0 to U+00FF, in order.
const LATIN_1: &str = "\
    nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr \
    deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest \
    Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml \
    ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig \
    agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml \
    eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

const OTHERS: [(&str, char); 18] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("hellip", '…'),
    ("euro", '€'),
    ("trade", '™'),
    ("bull", '•'),
    ("oelig", 'œ'),
    ("OElig", 'Œ'),
];

#[cfg(test)]
mod tests {
    use super::super::part::{Argument, Part};
    use super::find;

    /// `~` is a value.
    fn subject(html: &str) -> Result<String, String> {
        let mut parts = Vec::new();
        for piece in html.split_inclusive('~') {
            parts.push(Part::Text(piece.trim_end_matches('~').to_owned()));
            if piece.ends_with('~') {
                parts.push(Part::Value { value: Argument::Next, format: String::new() });
            }
        }
        let found = find(&parts).map_err(|(place, (fact, _))| format!("{place:?} {fact}"))?;
        Ok(found.iter().map(|(part, _)| if let Part::Text(text) = part { text } else { "~" }).collect())
    }

    #[test]
    fn the_title_is_decoded() {
        for (html, expected) in [
            ("<title>Hello</title>", "Hello"),
            ("<head><TITLE lang='en'>\n  Hello,\n  ~! \n</TITLE></head>", "Hello, ~!"),
            ("<title>~</title>", "~"),
            ("<title>~ &amp; Sons</title> ~", "~ & Sons"),
            ("~<title>V&eacute;rifiez &#8211; &#x2714; R&D &</title>", "Vérifiez – ✔ R&D &"),
            ("<!-- <title>no</title> --><title>yes</title><svg><title>icon</title></svg>", "yes"),
            ("<style>a{}</style><titles>no</titles><title>&yuml;&nbsp;</title>", "ÿ\u{a0}"),
        ] {
            assert_eq!(subject(html).unwrap(), expected, "{html}");
        }
    }

    #[test]
    fn an_unclear_title_is_refused() {
        for (html, fact) in [
            ("<p>~</p>", "None the file has no `<title>`, which would be the subject"),
            ("~<title>Hi<body>~", "Some((2, 7)) the `<title>` has no `</title>`"),
            ("<title>", "Some((0, 7)) the `<title>` has no `</title>`"),
            ("<title> </title>", "Some((0, 7)) the `<title>`, which would be the subject, is empty"),
            ("<title>a</title>~<title>b</title>", "Some((2, 7)) the file has a second `<title>`"),
            ("~<title>a &check;</title>", "Some((2, 9)) `&check;` is not decoded in a subject"),
        ] {
            let error = subject(html).unwrap_err();
            assert!(error.starts_with(fact), "{html}: {error}");
        }
    }
}
