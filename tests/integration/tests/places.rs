//! A value is written as its place in the HTML takes it.

use cognito_triggers::custom_message::{Email, Html, TrustedUrl};
use cognito_triggers::email;

const USER: &str = "a&code=666#x";

#[test]
fn a_value_in_a_query_adds_no_parameter() {
    let email: Email =
        email!("Hi", r#"<a href="https://a.org/confirm?user={user}&code={code}">"#, user = USER);
    assert_eq!(email.body(), r#"<a href="https://a.org/confirm?user=a%26code%3D666%23x&code={####}">"#);
    let email: Email = email!("Hi", "<a href='{base}#{USER}'>{code}", base = "/a");
    assert_eq!(email.body(), "<a href='/a#a%26code%3D666%23x'>{####}");
    let email: Email = email!("Hi", "<td background=\"{base}?a={0:>3}\">{code}", "é", base = "/a");
    assert_eq!(email.body(), "<td background=\"/a?a=%20%20%C3%A9\">{####}");
}

#[test]
fn a_value_that_begins_a_url_keeps_its_syntax() {
    for (base, expected) in [
        ("https://example.org", r#"<a href="https://example.org/confirm">{####}"#),
        (
            "https://example.org/?a=1&b=2&c=",
            r#"<a href="https://example.org/?a=1&amp;b=2&amp;c=/confirm">{####}"#,
        ),
        ("", r#"<a href="/confirm">{####}"#),
    ] {
        let email: Email = email!("Hi", r#"<a href="{base}/confirm">{code}"#);
        assert_eq!(email.body(), expected);
    }
    let app = TrustedUrl("myapp://open");
    let email: Email = email!("Hi", r#"<a href="{app}/{path}">{code}"#, path = "a/b c");
    assert_eq!(email.body(), r#"<a href="myapp://open/a/b%20c">{####}"#);
    let email: Email = email!("Hi", r#"<a href="{url}">{code}"#, url = Html("myapp:x"));
    assert_eq!(email.body(), r#"<a href="myapp:x">{####}"#);
}

#[test]
fn a_text_stays_escaped_for_html() {
    let email: Email = email!("Hi", r#"<p title="{USER}">{USER} {url}{code}"#, url = TrustedUrl("a&b"));
    assert_eq!(email.body(), r#"<p title="a&amp;code=666#x">a&amp;code=666#x a&amp;b{####}"#);
}

#[test]
fn css_scripts_and_names_have_rules_of_their_own() {
    let email: Email =
        email!("Hi", "<p style=\"color: {color}; font: '{font}'\">{code}", color = "#f00", font = "a'b");
    assert_eq!(email.body(), "<p style=\"color: #f00; font: 'a\\27 b'\">{####}");
    let email: Email = email!(
        "Hi",
        "<script>var a = \"{a}\"</script><h{n} {x}>{code}",
        a = "</script>\"",
        n = 1,
        x = "nowrap"
    );
    assert_eq!(
        email.body(),
        "<script>var a = \"\\u003c\\u002fscript\\u003e\\u0022\"</script><h1 nowrap>{####}"
    );
    let email: Email = email!("Hi", "<a href={u} title={u}>{code}", u = "/a b");
    assert_eq!(email.body(), "<a href=/a%20b title=/a&#32;b>{####}");
}
