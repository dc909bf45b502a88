//! The API over HTTP: right calls, and wrong ones of every kind.

use std::sync::{Arc, Mutex};

use cognito_triggers_pool::{LambdaConfig, Pool, Trigger, User};
use serde_json::{Value, json};

use crate::http::{serve, serve_as};

const CLIENT: &str = "1test2client3id4of5the6pool";

fn body(mut members: Value) -> String {
    members["ClientId"] = CLIENT.into();
    members.to_string()
}

#[tokio::test]
async fn a_user_signs_up_and_in() {
    let config = LambdaConfig::new().on(Trigger::CustomMessage, |mut event| {
        event["response"]["emailSubject"] = "Confirm your address".into();
        event["response"]["emailMessage"] = "Your code is {####}.".into();
        Ok(event)
    });
    let served = serve(Pool::new(config)).await;
    let sign_up = body(json!({
        "Username": "ines",
        "Password": "Correct-horse-9",
        "UserAttributes": [{"Name": "email", "Value": "ines@example.org"}],
    }));
    let answer = served.operation("SignUp", &sign_up).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!(answer.header("content-type"), Some("application/x-amz-json-1.1"));
    assert!(answer.header("x-amzn-requestid").is_some());
    assert_eq!(answer.json()["CodeDeliveryDetails"]["Destination"], "i***@e***");

    let inbox = served.send("GET", "/page/inbox", &[], "").await.json();
    let mail = &inbox["messages"][0];
    assert_eq!(mail["subject"], "Confirm your address");
    let confirm = body(json!({"Username": "ines", "ConfirmationCode": mail["code"]}));
    assert_eq!(served.operation("ConfirmSignUp", &confirm).await.status, 200);

    let sign_in = body(json!({
        "AuthFlow": "USER_PASSWORD_AUTH",
        "AuthParameters": {"USERNAME": "ines", "PASSWORD": "Correct-horse-9"},
    }));
    let tokens = served.operation("InitiateAuth", &sign_in).await.json();
    let access = tokens["AuthenticationResult"]["AccessToken"].as_str().unwrap();
    let user = served.operation("GetUser", &json!({"AccessToken": access}).to_string()).await.json();
    assert_eq!(user["Username"], "ines");

    let trace = served.send("GET", "/page/trace", &[], "").await.json();
    assert_eq!(trace["steps"][0]["source"], "CustomMessage_SignUp");
    assert_eq!(trace["steps"][0]["verdict"]["kind"], "accepted");

    // By the API's model, this operation has no output.
    let answer = served.operation("DeleteUser", &json!({"AccessToken": access}).to_string()).await;
    assert_eq!((answer.status, answer.body.as_str()), (200, ""));
}

#[tokio::test]
async fn bad_requests_are_errors_in_awss_form() {
    let served = serve(Pool::new(LambdaConfig::new())).await;
    for (operation, request, name) in [
        ("SignUp", "", "SerializationException"),
        ("SignUp", "{", "SerializationException"),
        ("SignUp", "\u{0}\u{1}", "SerializationException"),
        ("SignUp", "[]", "SerializationException"),
        ("SignUp", "null", "SerializationException"),
        ("SignUp", "{}", "InvalidParameterException"),
        ("SignUp", r#"{"ClientId": 7, "Username": "ines", "Password": "x"}"#, "SerializationException"),
        ("SignUp", r#"{"ClientId": "c", "Username": ["ines"], "Password": "x"}"#, "SerializationException"),
        ("SignUp", r#"{"ClientId": "c", "Username": "ines", "Password": {}}"#, "SerializationException"),
        (
            "SignUp",
            r#"{"ClientId": "c", "Username": "ines", "Password": "Correct-horse-9"}"#,
            "ResourceNotFoundException",
        ),
        (
            "AdminGetUser",
            r#"{"UserPoolId": "eu-central-1_Other", "Username": "ines"}"#,
            "ResourceNotFoundException",
        ),
        ("AdminGetUser", r#"{"Username": "ines"}"#, "InvalidParameterException"),
        ("Frobnicate", "{}", "UnknownOperationException"),
        ("", "{}", "UnknownOperationException"),
        ("DescribeUserPool", "{}", "UnsupportedOperationException"),
    ] {
        let answer = served.operation(operation, request).await;
        assert_eq!((answer.status, answer.error().as_str()), (400, name), "{operation} {request}");
        assert!(answer.json()["message"].as_str().is_some_and(|text| !text.is_empty()));
    }
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(served.operation("SignUp", &deep).await.error(), "SerializationException");
    let long = body(
        json!({"AuthFlow": "USER_SRP_AUTH", "AuthParameters": {"USERNAME": "eve", "SRP_A": "a".repeat(100_000)}}),
    );
    assert_eq!(served.operation("InitiateAuth", &long).await.error(), "InvalidParameterException");
}

#[tokio::test]
async fn other_paths_and_methods_are_not_there() {
    let served = serve(Pool::new(LambdaConfig::new())).await;
    for path in
        ["/nothing", "/page/nothing", "/eu-central-1_Other/.well-known/jwks.json", "/%2e%2e/etc/passwd"]
    {
        assert_eq!(served.send("GET", path, &[], "").await.status, 404, "{path}");
        assert_eq!(served.send("POST", path, &[], "").await.status, 404, "{path}");
    }
    for method in ["PUT", "DELETE", "TRACE", "FROB"] {
        assert_eq!(served.send(method, "/", &[], "").await.status, 405, "{method}");
    }
    let head = served.send("HEAD", "/", &[], "").await;
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert_eq!(served.raw(b"not HTTP at all\r\n\r\n").await.status, 400);
}

#[tokio::test]
async fn a_get_changes_nothing() {
    let served = serve(Pool::new(LambdaConfig::new())).await;
    let before = served.pool.trace().to_string();
    for path in
        ["/", "/page/inbox", "/page/trace", "/confirmUser?client_id=x&user_name=ines", "/oauth2/token"]
    {
        served.send("GET", path, &[("X-Amz-Target", "AWSCognitoIdentityProviderService.SignUp")], "{}").await;
    }
    assert_eq!(served.pool.trace().to_string(), before);
}

#[tokio::test]
async fn a_call_leaves_one_line_with_its_verdicts() {
    let lines = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&lines);
    let config = LambdaConfig::new().on(Trigger::PreSignUp, |event| match event["userName"].as_str() {
        Some("eve") => Err("Not\nyou\u{1b}[2J".to_owned()),
        _ => Ok(event),
    });
    let served = serve_as(Pool::new(config), |server| {
        server.log(move |line| log.lock().unwrap().push(line.to_owned()))
    })
    .await;
    for user in ["ines", "eve"] {
        served.operation("SignUp", &body(json!({"Username": user, "Password": "Correct-horse-9"}))).await;
    }
    served.operation("Frobnicate", "{}").await;
    served.send("GET", "/", &[("Host", "evil.example")], "").await;
    let lines = lines.lock().unwrap();
    assert_eq!(lines[0], "SignUp: 200 | PreSignUp_SignUp: accepted");
    let denied = "PreSignUp failed with error Not you [2J.";
    assert_eq!(
        lines[1],
        format!("SignUp: 400 UserLambdaValidationException: {denied} | PreSignUp_SignUp: denied: {denied}")
    );
    assert_eq!(
        lines[2],
        "Frobnicate: 400 UnknownOperationException: This pool knows no operation Frobnicate."
    );
    assert!(lines[3].starts_with("refused: The host \"evil.example\""), "{}", lines[3]);
    assert_eq!(lines.len(), 4);
}

#[tokio::test(start_paused = true)]
async fn a_function_that_never_answers_is_given_up() {
    let config = LambdaConfig::new().attach(Trigger::PreAuthentication, |_| std::future::pending());
    let user = User::confirmed("ines").password("Correct-horse-9");
    let served = serve(Pool::new(config).with_user(user)).await;
    let sign_in = body(json!({
        "AuthFlow": "USER_PASSWORD_AUTH",
        "AuthParameters": {"USERNAME": "ines", "PASSWORD": "Correct-horse-9"},
    }));
    let answer = served.operation("InitiateAuth", &sign_in).await;
    assert_eq!(answer.error(), "UnexpectedLambdaException");
}
