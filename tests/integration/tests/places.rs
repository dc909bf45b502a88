//! A value is written as its place in the HTML takes it.

use cognito_triggers::Source;
use cognito_triggers::custom_message::{
    Allow, Code, Email, EverySource, Html, Link, Sms, TrustedUrl, Username,
};
use cognito_triggers::prelude::*;
use cognito_triggers::rules::Violation;

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

/// Runs a handler, and returns the reason why it fails.
async fn reason<Handlers: cognito_triggers::HandlerSet<()>>(
    triggers: cognito_triggers::Triggers<Handlers, ()>,
) -> String {
    let event = include_str!("../../../cognito-triggers/samples/CustomMessage_SignUp.json");
    let failure = triggers.call(event).await.expect_err("a value does not fit its place");
    assert!(!failure.message().contains("value"), "{}", failure.message());
    failure.details().expect("an internal error has details").to_owned()
}

#[tokio::test]
async fn a_value_that_does_not_fit_is_an_internal_error_that_names_it() {
    #[custom_message(SignUp)]
    fn url(_: custom_message::Event<'_>) -> Email {
        email!("Hi", r#"<a href="{base}/confirm">{code}"#, base = "javascript:SECRET")
    }
    #[custom_message(SignUp)]
    fn css(_: custom_message::Event<'_>) -> Email {
        email!("Hi", "<p style='color: {}'>{code}", "red; SECRET")
    }
    #[custom_message(SignUp)]
    fn name(_: custom_message::Event<'_>) -> Email {
        email!("Hi", "Ines <{address}> {code}", address = "SECRET@example.org")
    }
    for (reason, expected) in [
        (reason(triggers![url]).await, "a URL that begins with the value `{base}`"),
        (reason(triggers![css]).await, "the value `{}` in CSS"),
        (reason(triggers![name]).await, "the value `{address}` in a tag"),
    ] {
        assert!(reason.contains(expected) && !reason.contains("SECRET"), "{reason}");
    }
}

#[test]
fn a_word_of_intent_lifts_a_rule() {
    let sms: Sms = sms!("{code} is your code.\n\n@example.org #{code}", allow = LineBreaks);
    assert_eq!(sms.text(), "{####} is your code.\n\n@example.org #{####}");
    let computed = Sms::checked_allowing(sms.text().to_owned(), &[Allow::LineBreaks]).unwrap();
    assert_eq!(computed, sms);
    let email: Email = email!("{{name}}", "{{name}} is {{ name }}: {code}", allow = DoubledBraces);
    assert_eq!((email.subject(), email.body()), ("{name}", "{name} is { name }: {####}"));
    let link: Email<EverySource> = email!(
        "Hi",
        r#"<a href="/?u={username}&p={code}">{username}"#,
        username = "a&b=c",
        allow = PlaceholderInUrl
    );
    let link = link.for_source(Source::CustomMessageSignUp);
    assert_eq!(link.body(), r#"<a href="/?u=a%26b%3Dc&p={####}">a&amp;b=c"#);
    let email: Email = email!("Hi", "Ask us for it.<!-- {code} -->", allow = HiddenCode);
    let hidden = &[Allow::HiddenCode];
    assert_eq!(Email::checked_allowing("Hi", email.body().to_owned(), hidden).as_ref(), Ok(&email));
    // Where a text inserts it, it is a value.
    let email: Email = email!("Hi", "{allow} {code}", allow = "me");
    assert_eq!(email.body(), "me {####}");
}

#[test]
fn legal_neighbours_stay_legal() {
    let _: Email = email!("Hi", r#"<a href="https://a.org/?code={code}">{code}</a>"#);
    let _: Email = email!("Hi", "<style>.x{{color:red}} p{{}}</style>{code}");
    let _: Email = email!("Hi", "<!-- {code} --><!--[if mso]><p>{code}</p><![endif]-->");
    let _: Email = email!("Hi", "{code}<p>Bye</p> <!--");
    let _: Email<(Code, Username)> = email!("Hi", "<!-- {username} --><b>{code}</b>");
    let _: Email<Link> = email!("Hi", "<p>{link}</p><!-- {link} -->");
    let _: Email = email!("Hi", "{{{name}}} {{{{name}}}} {code}", name = 1);
    let _: Email<(Code, Username)> =
        email!("Hi", "<a href='https://a.org'>Sign in</a> as {username}: <b>{code}</b>");
    let _: Sms<(Code, Username)> = sms!("https://a.org\n{username}\n{code}");
    let _: Email<Link> = email!("Hi", "<p class='a'>{link:Confirm}</p>");
}

#[test]
fn computed_texts_have_the_same_rules() {
    type Invitation = Email<(Code, Username)>;
    let rule = |result: Result<(), Violation>| result.map_err(|violation| format!("{:?}", violation.rule));
    let email = |body: &str| rule(Email::<Code>::checked("Hi", body.to_owned()).map(drop));
    let invitation = |body: &str| rule(Invitation::checked("Hi", body.to_owned()).map(drop));
    let link = |body: &str| rule(Email::<Link>::checked("Hi", body.to_owned()).map(drop));
    let sms = |text: &str| rule(Sms::<Code>::checked(text.to_owned()).map(drop));
    for (result, expected) in [
        (link("<a href=\"{##Click##}\">"), "LinkInTag"),
        (link("<img alt={##Click##}>"), "LinkInTag"),
        (invitation("{username} <a href='/?p={####}'>"), "PlaceholderInUrl { placeholder: \"{####}\" }"),
        (invitation("{####} https://a.org/{username}"), "PlaceholderInUrl { placeholder: \"{username}\" }"),
        (email("<!-- {####} -->"), "HiddenCode"),
        (email("<style>p{}<p>{####}</p>"), "HiddenCode"),
        (email("Hi {{ name }}, {####}"), "DoubledBraces { at: Place { line: 1, column: 4 } }"),
        (email("{####}\n{{{user.name}}}"), "DoubledBraces { at: Place { line: 2, column: 1 } }"),
        (
            rule(Email::<Code>::checked("{{name}}", "{####} ").map(drop)),
            "DoubledBraces { at: Place { line: 1, column: 1 } }",
        ),
        (sms("Hi {{name}} {####}"), "DoubledBraces { at: Place { line: 1, column: 4 } }"),
        (sms("Hi\n{####}"), "LineBreak { at: Place { line: 1, column: 3 } }"),
    ] {
        assert_eq!(result, Err(expected.to_owned()));
    }
    for body in ["<a href='/?code={####}'>", ".x{{color:red}} {####}", "{name} {####}"] {
        assert_eq!(email(body), Ok(()), "{body}");
    }
    for body in ["{username}: <b>{####}</b>", "<a href='https://a.org/'>{username}</a> {####}"] {
        assert_eq!(invitation(body), Ok(()), "{body}");
    }
    let allowed =
        Invitation::checked_allowing("Hi", "<a href='/{username}'>{####}", &[Allow::PlaceholderInUrl]);
    let email = allowed.unwrap().with_username("a b").for_source(Source::CustomMessageSignUp);
    assert_eq!(email.body(), "<a href='/a%20b'>{####}");
}
