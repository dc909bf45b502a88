//! Whatever a user's attributes hold: the message has the literal's placeholders and no others, and
//! the literal's HTML structure, read by an HTML parser.

use cognito_triggers::custom_message::{Allow, Code, Email, EverySource, Fitting, Sms, Username};
use cognito_triggers::{Source, email, rules, sms};
use proptest::prelude::*;
use scraper::{Html, Node};

/// Strings of what could do harm, and any others.
fn hostile() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "{####}",
        "{username}",
        "{##Click##}",
        "{",
        "}",
        "#",
        "##",
        "####",
        "username",
        "{{",
        "user",
        "name}",
        "<",
        ">",
        "<b>",
        "</p>",
        "<script>alert(1)</script>",
        "\"",
        "'",
        "&",
        "&lt;",
        "&#123;####}",
        "&lbrace;",
        "\" onclick=\"x",
        "\r\n",
        "\nBcc: x@example.org",
        "\u{a0}",
        "\u{200d}",
        "\u{202e}",
        "\u{2028}",
        "\u{0}",
        "<!--",
        "-->",
        "?a=b",
        "&a=b",
        "%23",
        "/..",
        "\\",
        ";color:red",
        "url(x)",
        "`",
        "é",
        "😀",
    ]);
    prop_oneof![prop::collection::vec(pieces, 0..6).prop_map(|pieces| pieces.concat()), any::<String>(),]
}

fn placeholders(text: &str) -> [usize; 3] {
    [text.matches("{####}").count(), text.matches("{username}").count(), text.matches("{##").count()]
}

/// The elements with their attributes' names, in order.
fn structure(html: &str) -> Vec<String> {
    let document = Html::parse_fragment(html);
    let elements = document.tree.nodes().filter_map(|node| match node.value() {
        Node::Element(element) => {
            let mut names: Vec<_> = element.attrs().map(|(name, _)| name.to_owned()).collect();
            names.sort();
            Some(format!("{} {}", element.name(), names.join(",")))
        }
        Node::Comment(_) => Some("comment".to_owned()),
        _ => None,
    });
    elements.collect()
}

fn message(a: &str, b: &str) -> Email {
    email!("{a}{b} welcome {a}", r#"<p title="{a}{b}" class='{b}'>Hello {a}{b}{a}</p><b>{code}</b>{b}{{{a}"#)
}

/// A text for every source, in which the second value stands in the place of the user name.
fn for_every_source(a: &str, b: &str) -> Email<EverySource> {
    email!(
        "{a} welcome",
        r#"<p title="{a}{username}" class='{username}'>{username}{a}{username}</p><b>{code}</b>{{{username}}}{a}"#,
        username = b,
        allow = PlaceholderInUrl
    )
}

/// The same from a computed text, whose first value is in no danger.
fn computed(b: &str) -> Email<EverySource> {
    let body = r#"<p title="{username}">{username}</p><b>{####}</b>{{username}}"#;
    let allowed = &[Allow::PlaceholderInUrl, Allow::DoubledBraces];
    let email = Email::<(Code, Username)>::checked_allowing("Welcome", body, allowed);
    email.expect("the text is right").with_username(b)
}

fn placed(a: &str, b: &str) -> Email {
    email!(
        "Hello",
        r#"<a href="https://a.org/{a}?a={a}&b={b}#{a}" title={b} onclick="f('{a}')" style="font:'{b}'">{code}</a><p>"#
    )
}

/// Undoes percent-encoding.
fn decoded(text: &str) -> String {
    let mut bytes = text.bytes();
    let mut out = Vec::new();
    while let Some(b) = bytes.next() {
        let mut digit = || char::from(bytes.next().unwrap()).to_digit(16).unwrap();
        out.push(if b == b'%' { u8::try_from(digit() * 16 + digit()).unwrap() } else { b });
    }
    String::from_utf8(out).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn values_bring_no_placeholder_no_markup_and_no_line_break(a in hostile(), b in hostile()) {
        let email = message(&a, &b);
        prop_assert_eq!(placeholders(email.body()), [1, 0, 1], "{}", email.body());
        prop_assert_eq!(placeholders(email.subject()), [0, 0, 0], "{}", email.subject());
        prop_assert_eq!(structure(email.body()), structure(message("", "").body()), "{}", email.body());
        prop_assert!(!email.subject().contains(['\r', '\n', '\u{2028}', '\u{2029}', '\u{85}']), "{:?}", email.subject());
        for (field, text) in [(rules::Field::Subject, email.subject()), (rules::Field::Body, email.body())] {
            prop_assert_eq!(rules::check_characters(field, text, false), Ok(()), "{:?}", text);
        }
        let sms: Sms = sms!("{a}{b}{{{a} {code}");
        prop_assert_eq!(placeholders(sms.text()), [1, 0, 1], "{}", sms.text());
        prop_assert_eq!(rules::check_characters(rules::Field::Text, sms.text(), false), Ok(()));
    }

    #[test]
    fn a_value_in_the_place_of_the_user_name_brings_nothing_either(a in hostile(), b in hostile()) {
        for (source, user_names) in [(Source::CustomMessageSignUp, 0), (Source::CustomMessageAdminCreateUser, 1)] {
            let at = |email: Email<EverySource>| -> Email<Fitting> { email.for_source(source) };
            let texts = [
                (at(for_every_source(&a, &b)), at(for_every_source("", "")), 5 * user_names),
                (at(computed(&b)), at(computed("")), 3 * user_names),
            ];
            for (email, plain, user_names) in texts {
                prop_assert_eq!(placeholders(email.body()), [1, user_names, 1], "{}", email.body());
                prop_assert_eq!(placeholders(email.subject()), [0, 0, 0], "{}", email.subject());
                prop_assert_eq!(structure(email.body()), structure(plain.body()), "{}", email.body());
                prop_assert_eq!(rules::check_characters(rules::Field::Body, email.body(), false), Ok(()));
            }
            let sms = sms!("{a}{username}{{{username}}} {code}", username = b).for_source(source);
            prop_assert_eq!(placeholders(sms.text()), [1, 2 * user_names, 1], "{}", sms.text());
            prop_assert_eq!(rules::check_characters(rules::Field::Text, sms.text(), false), Ok(()));
        }
    }

    #[test]
    fn a_value_stays_in_its_place(a in hostile(), b in hostile()) {
        let email = placed(&a, &b);
        prop_assert_eq!(placeholders(email.body()), [1, 0, 1], "{}", email.body());
        prop_assert_eq!(structure(email.body()), structure(placed("", "").body()), "{}", email.body());
        prop_assert_eq!(rules::check_characters(rules::Field::Body, email.body(), false), Ok(()));
        let document = Html::parse_fragment(email.body());
        let mut elements = document.tree.nodes().filter_map(|node| node.value().as_element());
        let link = elements.find(|element| element.name() == "a").unwrap();
        let url = link.attr("href").unwrap();
        let (url, fragment) = url.rsplit_once('#').unwrap();
        let (_, query) = url.rsplit_once("?a=").unwrap();
        let (query_a, query_b) = query.split_once('&').unwrap();
        prop_assert_eq!(decoded(fragment), a.clone());
        prop_assert_eq!(decoded(query_a), a);
        prop_assert_eq!(decoded(query_b.strip_prefix("b=").unwrap()), b);
        let style = link.attr("style").unwrap();
        prop_assert!(style.matches('\'').count() == 2 && !style.contains([';', '(']), "{}", style);
        let script = link.attr("onclick").unwrap();
        prop_assert!(script.matches('\'').count() == 2, "{}", script);
    }

    #[test]
    fn a_value_reads_as_it_is(a in hostile()) {
        let email: Email = email!("Hello", "<p>{a}</p>{code}");
        let document = Html::parse_fragment(email.body());
        let shown: String = document.root_element().text().collect();
        // Controls have no place in HTML, nor has what is no character.
        let expected: String = a.chars().filter(|c| !c.is_control() || "\t\n\r\u{c}".contains(*c)).collect();
        let normal = |text: &str| text.replace("\r\n", "\n").replace(['\r', '\u{c}', '\u{b}'], "\n");
        let is_odd = |c: char| matches!(u32::from(c), 0xfdd0..=0xfdef) || u32::from(c) & 0xfffe == 0xfffe;
        if !a.chars().any(is_odd) {
            prop_assert_eq!(normal(&shown), normal(&format!("{expected}{{####}}")));
            let email = email!("Hello", "<p>{username}</p>{code}", username = a);
            let email = email.for_source(Source::CustomMessageResendCode);
            let shown: String = Html::parse_fragment(email.body()).root_element().text().collect();
            prop_assert_eq!(normal(&shown), normal(&format!("{expected}{{####}}")));
        }
    }
}
