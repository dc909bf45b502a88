//! The page's routes: its documents, its policies, the mails, the changes.

use std::path::PathBuf;

use cognito_triggers_pool::{LambdaConfig, Pool, PoolSettings, Sample, Server, Trigger, choose_language};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::net::TcpStream;

use crate::http::{Served, serve, serve_as};

const MAIL: &str = "<link rel=preconnect href=https://elsewhere.test><p>{username}, your code is {####}.</p>";

/// Writes mails for two sources, refuses a third, and leaves the fourth to Cognito.
fn config() -> LambdaConfig {
    LambdaConfig::new().on(Trigger::CustomMessage, |mut event| {
        let response = match event["triggerSource"].as_str() {
            Some("CustomMessage_ResendCode") => return Err("Not <now>".to_owned()),
            Some("CustomMessage_ForgotPassword") => json!({}),
            _ => json!({
                "emailSubject": "Welcome", "emailMessage": MAIL,
                "smsMessage": format!("{{username}}: {{####}} {}", "x".repeat(200)),
            }),
        };
        event["response"] = response;
        Ok(event)
    })
}

fn sample(source: &str) -> Value {
    json!({
        "version": "1", "region": "eu-central-1", "userPoolId": "eu-central-1_TestPool1", "userName": "ines",
        "triggerSource": format!("CustomMessage_{source}"),
        "callerContext": {"awsSdkVersion": "1", "clientId": "app"},
        "request": {"userAttributes": {"email": "ines@example.org"}},
        "response": {"smsMessage": null, "emailMessage": null, "emailSubject": null},
    })
}

fn samples() -> [Sample; 3] {
    ["AdminCreateUser", "ResendCode", "ForgotPassword"].map(|source| Sample::new(sample(source)))
}

async fn served() -> Served {
    serve_as(Pool::new(config()), |server| server.samples(samples())).await
}

#[tokio::test]
async fn every_message_has_its_text_or_the_reason_why_not() {
    let served = served().await;
    let messages = served.send("GET", "/page/messages", &[], "").await.json();
    let messages = messages["messages"].as_array().unwrap();
    let kinds: Vec<_> = messages
        .iter()
        .map(|one| {
            (one["id"].as_str().unwrap(), one["verdict"]["kind"].as_str().unwrap(), one["body"].is_string())
        })
        .collect();
    assert_eq!(
        kinds,
        [
            ("CustomMessage_AdminCreateUser-EMAIL", "accepted", true),
            ("CustomMessage_AdminCreateUser-SMS", "default-used", true),
            ("CustomMessage_ResendCode-none", "denied", false),
            ("CustomMessage_ForgotPassword-none", "default-used", false),
        ]
    );
    let text = |index: usize| messages[index]["verdict"]["text"].as_str().unwrap();
    assert!(text(1).contains("smsMessage has 219 characters, but Cognito takes at most 140"), "{}", text(1));
    assert!(text(2).contains("Not <now>"), "{}", text(2));
    assert!(text(3).contains("Cognito's own: \"Your verification code is {####}\""), "{}", text(3));
    assert_eq!(messages[0]["limits"], json!({"subject": 140, "body": 20_000}));
    assert_eq!(messages[0]["sample"], json!({"code": "Tm<4r%7&kQ#9", "username": "ines@example.org"}));
    assert!(messages.iter().all(|one| one["other_medium"].is_null()), "{messages:?}");
    // Nothing of it is a call of the pool.
    assert!(served.pool.trace().steps().is_empty() && served.pool.inbox().is_empty());
}

/// Writes in the language of the attribute `locale`: English, French, or a Japanese that fails.
fn in_languages() -> LambdaConfig {
    LambdaConfig::new().on(Trigger::CustomMessage, |mut event| {
        let locale = event["request"]["userAttributes"]["locale"].as_str();
        let tag = ["fr", "日本"].into_iter().find(|tag| Some(*tag) == locale).unwrap_or("en");
        choose_language(tag, &["en", "fr", "日本"]);
        if tag == "日本" {
            return Err("no text".to_owned());
        }
        let name = event["request"]["userAttributes"]["given_name"].as_str().unwrap_or("you");
        let medium = if tag == "fr" { "smsMessage" } else { "emailMessage" };
        let text = format!("{tag} for {name}: {{####}}");
        event["response"] = json!({ medium: text });
        Ok(event)
    })
}

#[tokio::test]
async fn each_scenario_is_shown_in_each_language() {
    let of = |attributes: Value| {
        let mut event = sample("SignUp");
        event["request"]["userAttributes"] = attributes;
        Sample::new(event)
    };
    let samples = [
        of(json!({})).in_every_language(),
        of(json!({"given_name": "Ines", "locale": "fr"})).scenario("<img src=x> \"été\""),
        of(json!({"given_name": "Ada"})).scenario("Ada").in_every_language(),
    ];
    let served = serve_as(Pool::new(in_languages()), |server| server.samples(samples)).await;
    let messages = served.send("GET", "/page/messages", &[], "").await.json();
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let shown: Vec<_> = messages["messages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| ["id", "scenario", "language", "body"].map(|name| text(&one[name])).join(" | "))
        .collect();
    assert_eq!(
        shown,
        [
            "CustomMessage_SignUp-en-EMAIL | - | en | en for you: {####}",
            "CustomMessage_SignUp-fr-SMS | - | fr | fr for you: {####}",
            "CustomMessage_SignUp-日本-none | - | 日本 | -",
            "CustomMessage_SignUp-img-src-x-été-fr-SMS | <img src=x> \"été\" | fr | fr for Ines: {####}",
            "CustomMessage_SignUp-Ada-en-EMAIL | Ada | en | en for Ada: {####}",
            "CustomMessage_SignUp-Ada-fr-SMS | Ada | fr | fr for Ada: {####}",
            "CustomMessage_SignUp-Ada-日本-none | Ada | 日本 | -",
        ]
    );
    let path = "/page/mail/message/CustomMessage_SignUp-%41da-en-EMAIL";
    assert!(served.send("GET", path, &[], "").await.body.ends_with("en for Ada: 123456"));
    for broken in ["%", "%zz", "%ff", "..%2f..%2fetc%2fpasswd"] {
        let answer = served.send("GET", &format!("/page/mail/message/{broken}"), &[], "").await;
        assert_eq!(answer.status, 404, "{broken}");
    }
}

#[tokio::test]
async fn a_medium_without_a_text_is_marked() {
    let samples = ["fr", "en"].map(|locale| {
        let mut event = sample("SignUp");
        event["request"]["userAttributes"]["locale"] = locale.into();
        Sample::new(event)
    });
    let served = serve_as(Pool::new(in_languages()), |server| server.samples(samples.clone())).await;
    let messages = served.send("GET", "/page/messages", &[], "").await.json();
    let left = |index: usize| messages["messages"][index]["other_medium"].as_str().unwrap().to_owned();
    assert_eq!(
        left(1),
        "The handler sets no SMS text. A user whose code goes out by SMS gets Cognito's own: \"Your verification code is {####}\""
    );
    assert!(left(0).starts_with("The handler sets no e-mail text."), "{}", left(0));
    let folder = std::env::temp_dir().join(format!("pool-media-{}", std::process::id()));
    Server::new(Pool::new(in_languages())).samples(samples).preview(&folder).await.unwrap();
    let index = std::fs::read_to_string(folder.join("index.html")).unwrap();
    for text in ["The handler sets no e-mail text.", "The handler sets no SMS text."] {
        assert!(index.contains(&format!("<div class=\"verdict default-used\">{text}")), "{index}");
    }
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn a_function_that_goes_by_another_attribute_is_played_once() {
    let config = LambdaConfig::new().on(Trigger::CustomMessage, |mut event| {
        choose_language("en", &["en", "fr"]);
        event["response"] = json!({"smsMessage": "{####}"});
        Ok(event)
    });
    let samples = [Sample::new(sample("SignUp")).in_every_language()];
    let served = serve_as(Pool::new(config), |server| server.samples(samples)).await;
    let messages = served.send("GET", "/page/messages", &[], "").await.json();
    assert_eq!(messages["messages"].as_array().unwrap().len(), 1, "{messages}");
}

#[tokio::test]
async fn a_mail_is_filled_in_and_can_do_nothing() {
    let served = served().await;
    let path = "/page/mail/message/CustomMessage_AdminCreateUser-EMAIL";
    let mail = served.send("GET", path, &[], "").await;
    assert!(mail.body.ends_with("<p>ines@example.org, your code is Tm<4r%7&kQ#9.</p>"), "{}", mail.body);
    assert!(!mail.body.contains("<link"), "{}", mail.body);
    let policy = mail.header("content-security-policy").unwrap();
    for part in ["default-src 'none'", "sandbox", "frame-ancestors 'self'", "form-action 'none'"] {
        assert!(policy.contains(part), "{policy}");
    }
    assert!(
        !policy.contains("https:") && !policy.contains("allow-scripts") && !policy.contains("script-src")
    );
    assert_eq!(mail.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(mail.header("referrer-policy"), Some("no-referrer"));
    let pictures = served.send("GET", &format!("{path}?pictures=yes"), &[], "").await;
    assert!(pictures.header("content-security-policy").unwrap().contains("img-src data: https:;"));
    // Values are put in as they are, and once.
    let mail = served.send("GET", &format!("{path}?code=%7Busername%7D&username=%3Cb%3E%26"), &[], "").await;
    assert!(mail.body.ends_with("<p><b>&, your code is {username}.</p>"), "{}", mail.body);
    for missing in
        ["message/none", "message/CustomMessage_AdminCreateUser-SMS", "inbox/0", "inbox/1", "inbox/x", ""]
    {
        assert_eq!(
            served.send("GET", &format!("/page/mail/{missing}"), &[], "").await.status,
            404,
            "{missing}"
        );
    }
}

#[tokio::test]
async fn a_link_in_a_mail_leads_to_a_button() {
    let pool = Pool::new(LambdaConfig::new()).with_settings(PoolSettings::new().confirm_with_link(true));
    let served = serve(pool).await;
    let sign_up = served.pool.sign_up("i\"n<é", "Correct-horse-9").attribute("email", "ines@example.org");
    sign_up.await.unwrap();
    let mail = served.send("GET", "/page/mail/inbox/1", &[], "").await.body;
    let link = mail.split("href=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    assert!(
        link.starts_with("/confirmUser/?client_id=") && link.contains("user_name=i%22n%3C%C3%A9&"),
        "{link}"
    );
    // The mail is no part of the page, so its link comes from another origin.
    let page = served.send("GET", link, &[("Sec-Fetch-Site", "cross-site")], "").await;
    assert_eq!(page.status, 200);
    assert!(page.header("content-security-policy").unwrap().contains("frame-ancestors 'none'"));
    assert!(page.body.contains("/page/confirm.js"), "{}", page.body);
    assert_eq!(served.pool.inbox().len(), 1);
    assert_eq!(served.pool.user("i\"n<é").status(), "UNCONFIRMED");
}

#[tokio::test]
async fn the_page_and_its_files_have_a_policy() {
    let served = served().await;
    for path in ["/", "/page/main.js", "/page/page.css", "/page/about", "/page/trace"] {
        let answer = served.send("GET", path, &[], "").await;
        assert_eq!(answer.status, 200, "{path}");
        let policy = answer.header("content-security-policy").unwrap();
        assert!(policy.contains("default-src 'none'; script-src 'self';"), "{path}: {policy}");
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
    }
    let about = served.send("GET", "/page/about", &[], "").await.json();
    assert_eq!(about["pool_id"], "eu-central-1_TestPool1");
    assert_eq!(about["triggers"], json!(["CustomMessage"]));
    assert_eq!(served.send("POST", "/page/trace", &[], "").await.status, 404);
}

#[tokio::test]
async fn secrets_of_the_trace_are_hidden_until_asked_for() {
    let config = LambdaConfig::new().on(Trigger::UserMigration, |_| Err("nobody".to_owned()));
    let served = serve(Pool::new(config)).await;
    let sign_in = json!({
        "ClientId": served.pool.client_id(), "AuthFlow": "USER_PASSWORD_AUTH",
        "AuthParameters": {"USERNAME": "ines", "PASSWORD": "Correct-horse-9"},
    });
    served.operation("InitiateAuth", &sign_in.to_string()).await;
    let hidden = served.send("GET", "/page/trace", &[], "").await;
    assert!(hidden.body.contains("UserMigration_Authentication") && !hidden.body.contains("Correct-horse-9"));
    let shown = served.send("GET", "/page/trace?secrets=yes", &[], "").await.json();
    assert_eq!(shown["steps"][0]["event"]["request"]["password"], "Correct-horse-9");
    assert_eq!(shown["steps"][0]["verdict"]["kind"], "denied");
}

/// The lines of a stream of changes.
async fn follow(served: &Served) -> Lines<BufReader<TcpStream>> {
    let mut socket = TcpStream::connect(served.address).await.unwrap();
    let host = served.address;
    socket.write_all(format!("GET /page/changes HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes()).await.unwrap();
    BufReader::new(socket).lines()
}

async fn next(lines: &mut Lines<BufReader<TcpStream>>) -> Option<Value> {
    while let Some(line) = lines.next_line().await.unwrap() {
        if let Some(data) = line.strip_prefix("data: ") {
            return Some(serde_json::from_str(data).unwrap());
        }
        if line.starts_with("HTTP/1.1 503") {
            return None;
        }
    }
    panic!("the stream has ended")
}

#[tokio::test]
async fn a_page_is_told_of_changes() {
    let served = served().await;
    let mut lines = follow(&served).await;
    let start = next(&mut lines).await.unwrap();
    assert_eq!((&start["inbox"], &start["trace"]), (&json!(0), &json!(0)));
    let sign_up = json!({
        "ClientId": served.pool.client_id(), "Username": "ines", "Password": "Correct-horse-9",
        "UserAttributes": [{"Name": "email", "Value": "ines@example.org"}],
    });
    served.operation("SignUp", &sign_up.to_string()).await;
    let change = next(&mut lines).await.unwrap();
    assert_eq!((&change["inbox"], &change["trace"]), (&json!(1), &json!(1)));
    assert_eq!(change["run"], start["run"]);
    let about = served.send("GET", "/page/about", &[], "").await.json();
    assert_eq!(about["run"], start["run"]);
}

#[tokio::test]
async fn not_more_pages_are_told_than_there_is_room_for() {
    let served = served().await;
    let mut open = Vec::new();
    for _ in 0..32 {
        let mut lines = follow(&served).await;
        assert!(next(&mut lines).await.is_some());
        open.push(lines);
    }
    assert!(next(&mut follow(&served).await).await.is_none());
    assert_eq!(served.send("GET", "/page/about", &[], "").await.status, 200);
}

#[tokio::test]
async fn files_have_the_texts_of_the_page() {
    let folder: PathBuf = std::env::temp_dir().join(format!("pool-preview-{}", std::process::id()));
    let server = Server::new(Pool::new(config())).samples(samples());
    assert_eq!(server.preview(&folder).await, Ok(4));
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let html = read("CustomMessage_AdminCreateUser-EMAIL.html");
    assert!(html.ends_with("<p>ines@example.org, your code is Tm<4r%7&kQ#9.</p>\n"), "{html}");
    assert!(html.contains("default-src 'none'") && !html.contains("<link"), "{html}");
    assert!(read("CustomMessage_AdminCreateUser-EMAIL.eml").contains("=3D"));
    let index = read("index.html");
    for part in
        ["Not &lt;now&gt;", "class=\"verdict default-used\"", "CustomMessage_AdminCreateUser-EMAIL.eml"]
    {
        assert!(index.contains(part), "{index}");
    }
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 4);
    std::fs::remove_dir_all(folder).unwrap();
}
