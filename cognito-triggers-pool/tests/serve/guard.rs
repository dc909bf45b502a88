//! Web pages from elsewhere cannot use the server.

use cognito_triggers_pool::{LambdaConfig, Pool, Trigger};

use crate::http::{Answer, Served, serve, serve_as};

const SIGN_UP: &str =
    r#"{"ClientId":"1test2client3id4of5the6pool","Username":"ines","Password":"Correct-horse-9"}"#;

/// A pool in which a call would leave a step.
async fn empty_pool() -> Served {
    serve(Pool::new(LambdaConfig::new().on(Trigger::PreSignUp, Ok))).await
}

/// Nothing has happened, and the page that has asked cannot read the answer.
#[track_caller]
fn assert_refused(served: &Served, answer: &Answer) {
    assert_eq!(answer.status, 403, "{answer:?}");
    assert_eq!(answer.error(), "ForbiddenException");
    assert_eq!(answer.header("access-control-allow-origin"), None);
    assert!(served.pool.trace().steps().is_empty());
}

#[tokio::test]
async fn a_foreign_host_is_refused() {
    let served = empty_pool().await;
    for host in ["evil.example", "evil.example:9229", "127.0.0.1.evil.example"] {
        let answer = served.operation_with("SignUp", &[("Host", host)], SIGN_UP).await;
        assert_refused(&served, &answer);
        for path in ["/", "/page/inbox", "/eu-central-1_TestPool1/.well-known/jwks.json"] {
            assert_eq!(served.send("GET", path, &[("Host", host)], "").await.status, 403, "{host}{path}");
        }
    }
    let answer = served.raw(b"GET / HTTP/1.0\r\n\r\n").await;
    assert_eq!(answer.status, 403, "without a Host");
}

#[tokio::test]
async fn a_foreign_origin_is_refused() {
    let served = empty_pool().await;
    for origin in ["https://evil.example", "null", "http://localhost.evil.example"] {
        let answer = served.operation_with("SignUp", &[("Origin", origin)], SIGN_UP).await;
        assert_refused(&served, &answer);
        let asked = [("Origin", origin), ("Access-Control-Request-Method", "POST")];
        assert_refused(&served, &served.send("OPTIONS", "/", &asked, "").await);
        let form = [("Origin", origin), ("Content-Type", "application/x-www-form-urlencoded")];
        assert_refused(
            &served,
            &served.send("POST", "/oauth2/token", &form, "grant_type=client_credentials").await,
        );
        assert_eq!(served.send("GET", "/page/inbox", &[("Origin", origin)], "").await.status, 403);
    }
}

#[tokio::test]
async fn loopback_origins_and_allowed_ones_may_ask() {
    let allow =
        |server: cognito_triggers_pool::Server| server.allow_origin("https://app.example.com").unwrap();
    let served = serve_as(Pool::new(LambdaConfig::new()), allow).await;
    for origin in ["http://localhost:5173", "https://app.example.com"] {
        let asked = [
            ("Origin", origin),
            ("Access-Control-Request-Method", "POST"),
            ("Access-Control-Request-Headers", "content-type,x-amz-target,cache-control"),
        ];
        let preflight = served.send("OPTIONS", "/", &asked, "").await;
        assert_eq!(preflight.status, 204);
        assert_eq!(preflight.header("access-control-allow-origin"), Some(origin));
        assert_eq!(
            preflight.header("access-control-allow-headers"),
            Some("content-type,x-amz-target,cache-control")
        );
        assert_eq!(preflight.header("access-control-allow-methods"), Some("POST, GET"));

        let answer = served.operation_with("GetUser", &[("Origin", origin)], r#"{"AccessToken":"x"}"#).await;
        assert_eq!((answer.status, answer.error().as_str()), (400, "NotAuthorizedException"));
        assert_eq!(answer.header("access-control-allow-origin"), Some(origin));
        assert!(answer.header("access-control-expose-headers").unwrap().contains("x-amzn-ErrorType"));
        assert!(answer.header("vary").unwrap().contains("Origin"));
    }
    // Without a page there is nobody to tell.
    let answer = served.operation("SignUp", SIGN_UP).await;
    assert_eq!((answer.status, answer.header("access-control-allow-origin")), (200, None));
}

#[tokio::test]
async fn a_form_is_no_call() {
    let served = empty_pool().await;
    for content_type in
        ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain", ""]
    {
        let headers =
            [("Content-Type", content_type), ("X-Amz-Target", "AWSCognitoIdentityProviderService.SignUp")];
        let answer = served.send("POST", "/", &headers, SIGN_UP).await;
        assert_eq!(
            (answer.status, answer.error().as_str()),
            (415, "UnsupportedMediaTypeException"),
            "{content_type}"
        );
    }
    // A page needs no leave to send these two, and the header is what it cannot send.
    let answer = served.send("POST", "/", &[("Content-Type", "application/json")], SIGN_UP).await;
    assert_eq!((answer.status, answer.error().as_str()), (400, "UnknownOperationException"));
    assert!(served.pool.trace().steps().is_empty());
}

#[tokio::test]
async fn the_page_answers_to_itself_alone() {
    let served = empty_pool().await;
    for foreign in [
        ("Origin", "http://localhost:5173"),
        ("Sec-Fetch-Site", "cross-site"),
        ("Sec-Fetch-Site", "same-site"),
    ] {
        for path in ["/page/inbox", "/page/trace", "/"] {
            assert_eq!(served.send("GET", path, &[foreign], "").await.status, 403, "{foreign:?} {path}");
        }
    }
    let own = format!("http://{}", served.address);
    for header in [("Origin", own.as_str()), ("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Site", "none")] {
        assert_eq!(served.send("GET", "/page/inbox", &[header], "").await.status, 200, "{header:?}");
    }
}

#[tokio::test]
async fn a_target_and_headers_have_to_agree() {
    let served = empty_pool().await;
    let host = served.address;
    let status = async |target: String, headers: String| {
        served
            .raw(
                format!("GET {target} HTTP/1.1\r\nHost: {host}\r\n{headers}Connection: close\r\n\r\n")
                    .as_bytes(),
            )
            .await
            .status
    };
    assert_eq!(status(format!("http://{host}/page/about"), String::new()).await, 200);
    for target in
        ["http://evil.example/page/about", "http://evil.example/", "http://x@localhost/", "evil.example:80"]
    {
        assert_eq!(status(target.to_owned(), String::new()).await, 403, "{target}");
    }
    for twice in [
        format!("Origin: http://{host}\r\nOrigin: http://evil.example\r\n"),
        "Sec-Fetch-Site: same-origin\r\nSec-Fetch-Site: cross-site\r\n".to_owned(),
    ] {
        assert_eq!(status("/page/about".to_owned(), twice.clone()).await, 403, "{twice}");
    }
}

#[tokio::test]
async fn a_link_elsewhere_may_open_the_page_and_nothing_else() {
    let served = empty_pool().await;
    let opened = [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Dest", "document")];
    let page = served.send("GET", "/", &opened, "").await;
    assert_eq!((page.status, page.header("cross-origin-opener-policy")), (200, Some("same-origin")));
    assert!(page.header("content-security-policy").unwrap().contains("frame-ancestors 'none'"));
    assert_eq!(served.send("GET", "/page/inbox", &opened, "").await.status, 403);
    let framed = [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Dest", "iframe")];
    assert_eq!(served.send("GET", "/", &framed, "").await.status, 403);
}
