//! Reads the links and the headings of a Markdown file.

use std::collections::{BTreeMap, BTreeSet};

/// A link as it is written, and its line.
#[derive(Debug, PartialEq)]
pub(crate) struct Link {
    pub(crate) line: usize,
    pub(crate) target: Target,
}

#[derive(Debug, PartialEq)]
pub(crate) enum Target {
    /// `[text](here)`, `[text]: here`, `<https://here>`, `href="here"`, or a URL in the text.
    To(String),
    /// `[text][label]`, without a line `[label]: ..`.
    Undefined(String),
}

/// Returns the text without its code: blocks are empty lines, and what is special in a link is masked in spans.
fn without_code(text: &str) -> String {
    let mut fence: Option<String> = None;
    let mut out = String::new();
    for line in text.lines() {
        let start = line.trim_start_matches([' ', '>']);
        let mark: String = start.chars().take_while(|&c| c == '`').collect();
        match &fence {
            Some(open) if mark.len() >= open.len() && start.trim_end() == mark => fence = None,
            Some(_) => {}
            None if mark.len() >= 3 => fence = Some(mark),
            None => out += line,
        }
        out.push('\n');
    }
    let mut masked = String::new();
    // A span ends with as many backticks as it began with. One that never ends is no span.
    let mut rest = out.as_str();
    while let Some(start) = rest.find('`') {
        let marks = rest[start..].chars().take_while(|&c| c == '`').count();
        let (before, from) = rest.split_at(start);
        let inside = &from[marks..];
        let mark = "`".repeat(marks);
        // An empty line ends the paragraph, and spans do not go beyond it.
        let paragraph = inside.find("\n\n").unwrap_or(inside.len());
        masked += before;
        masked += &mark;
        rest = inside;
        if let Some(end) = inside[..paragraph].find(&mark) {
            masked.extend(inside[..end].chars().map(|c| if "[]()<>:\"!".contains(c) { '·' } else { c }));
            masked += &mark;
            rest = &inside[end + marks..];
        }
    }
    masked + rest
}

/// Labels are compared without regard to case and line breaks.
fn label(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Returns the position behind the bracket that closes the one at the start of `text`.
fn closing(text: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        depth += i32::from(c == open) - i32::from(c == close);
        if depth == 0 {
            return Some(at + c.len_utf8());
        }
    }
    None
}

pub(crate) fn links(text: &str) -> Vec<Link> {
    let text = without_code(text);
    let line = |at: usize| text[..at].matches('\n').count() + 1;
    let mut links = Vec::new();
    let mut labels = BTreeSet::new();
    let mut used = Vec::new();
    let mut to = |at: usize, target: &str| {
        // A title may follow the target.
        if let Some(target) = target.split_whitespace().next() {
            let target = target.trim_start_matches('<').trim_end_matches('>').to_owned();
            links.push(Link { line: line(at), target: Target::To(target) });
        }
    };
    for (at, _) in text.match_indices('[') {
        let Some(end) = closing(&text[at..], '[', ']') else { continue };
        let (inside, rest) = (&text[at + 1..at + end - 1], &text[at + end..]);
        if let Some(target) = rest.strip_prefix('(') {
            let end = closing(rest, '(', ')').map_or(0, |end| end.saturating_sub(2));
            to(at, &target[..end]);
        } else if let Some(definition) = rest.strip_prefix(": ")
            && (at == 0 || text[..at].ends_with('\n'))
        {
            to(at, definition.lines().next().unwrap_or_default());
            labels.insert(label(inside));
        } else if rest.starts_with('[')
            && let Some(end) = closing(rest, '[', ']')
        {
            used.push((at, if end == 2 { inside } else { &rest[1..end - 1] }));
        }
    }
    for (at, mark) in text.match_indices("https://").chain(text.match_indices("http://")) {
        // Those of the loop above stand behind `](` and `]: `.
        if !text[..at].ends_with("](") && !text[..at].ends_with("]: ") {
            let end = text[at..].find(|c: char| c.is_whitespace() || "<>)\"`".contains(c));
            let url = &text[at..at + end.unwrap_or(text.len() - at)];
            if url.len() > mark.len() {
                to(at, url.trim_end_matches(['.', ',', ':']));
            }
        }
    }
    for attribute in ["href=\"", "src=\""] {
        for (at, _) in text.match_indices(attribute) {
            let value = &text[at + attribute.len()..];
            to(at, &value[..value.find('"').unwrap_or(0)]);
        }
    }
    for (at, name) in used {
        if !labels.contains(&label(name)) {
            links.push(Link { line: line(at), target: Target::Undefined(name.to_owned()) });
        }
    }
    links.sort_by_key(|link| link.line);
    links
}

/// Returns the names by which a heading can be linked to, as GitHub and rustdoc make them.
pub(crate) fn anchors(text: &str) -> BTreeSet<String> {
    let mut anchors = BTreeSet::new();
    let mut seen = BTreeMap::new();
    for heading in without_code(text).lines().filter(|line| line.starts_with('#')) {
        let title = heading.trim_start_matches('#').trim();
        // Of a link, the text counts.
        let mut plain = String::new();
        let mut rest = title;
        while let Some((before, after)) = rest.split_once("](") {
            plain += before;
            rest = after.split_once(')').map_or("", |(_, after)| after);
        }
        plain += rest;
        let slug: String = plain
            .to_lowercase()
            .chars()
            .filter(|c| c.is_alphanumeric() || [' ', '-', '_'].contains(c))
            .map(|c| if c == ' ' { '-' } else { c })
            .collect();
        let again = seen.entry(slug.clone()).and_modify(|n| *n += 1).or_insert(0);
        anchors.insert(if *again == 0 { slug } else { format!("{slug}-{again}") });
    }
    anchors
}

#[cfg(test)]
mod tests {
    use super::{Link, Target, anchors, links};

    #[test]
    fn links_are_found_in_every_notation_and_not_in_code() {
        let text = "\
See [one](one.md), [`two`](two.md#a \"title\"), ![picture](p.png) and [three][3].
<https://a.example/b>, https://c.example/d. [a link
over lines](four.md), [no label][nowhere].

[3]: three.md

`[no](code.md)` and `https://no.example`

```sh
[no](block.md)
```
<a href=\"five.md\">five</a>
";
        let to = |line, target: &str| Link { line, target: Target::To(target.to_owned()) };
        assert_eq!(
            links(text),
            [
                to(1, "one.md"),
                to(1, "two.md#a"),
                to(1, "p.png"),
                to(2, "four.md"),
                to(2, "https://a.example/b"),
                to(2, "https://c.example/d"),
                Link { line: 3, target: Target::Undefined("nowhere".to_owned()) },
                to(5, "three.md"),
                to(12, "five.md"),
            ]
        );
    }

    #[test]
    fn headings_have_the_names_that_pages_give_them() {
        let text = "# The `--check` of [a page](x.md), 2nd\n## Same\n## Same\n```sh\n# no heading\n```\n### Ünïcode_x\n";
        let expected = ["same", "same-1", "the---check-of-a-page-2nd", "ünïcode_x"];
        assert_eq!(anchors(text).into_iter().collect::<Vec<_>>(), expected);
    }
}
