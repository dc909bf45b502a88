//! The state file: a pool goes on where it ended.

use std::fs;
use std::path::PathBuf;

use cognito_triggers_pool::{LambdaConfig, Listening, Pool, PoolSettings, Server};
use serde_json::{Value, json};

use crate::http::{Served, serve_with_state};

/// A folder for one test, removed at its end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("cognito-triggers-pool-{}-{name}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self) -> PathBuf {
        self.0.join("state.json")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn pool() -> Pool {
    Pool::new(LambdaConfig::new()).with_settings(PoolSettings::new().device_configuration(true))
}

async fn listening() -> Listening {
    Server::new(pool()).bind("127.0.0.1:0".parse().unwrap()).await.unwrap()
}

async fn serve(folder: &Folder) -> Served {
    serve_with_state(pool(), folder.file()).await.unwrap()
}

async fn call(served: &Served, operation: &str, mut members: serde_json::Value) -> serde_json::Value {
    members["ClientId"] = "1test2client3id4of5the6pool".into();
    let answer = served.operation(operation, &members.to_string()).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    // Some operations have no output.
    if answer.body.is_empty() { Value::Null } else { answer.json() }
}

#[tokio::test]
async fn a_pool_goes_on_where_it_ended() {
    let folder = Folder::new("goes-on");
    let served = serve(&folder).await;
    for user in ["ines", "ada"] {
        let attributes = [json!({"Name": "email", "Value": format!("{user}@example.org")})];
        let body = json!({"Username": user, "Password": "Correct-horse-9", "UserAttributes": attributes});
        call(&served, "SignUp", body).await;
    }
    let codes: Vec<String> =
        served.pool.inbox().messages().iter().map(|message| message.code().to_owned()).collect();
    call(&served, "ConfirmSignUp", json!({"Username": "ines", "ConfirmationCode": codes[0]})).await;
    let sign_in = json!({
        "AuthFlow": "USER_PASSWORD_AUTH",
        "AuthParameters": {"USERNAME": "ines", "PASSWORD": "Correct-horse-9"},
    });
    let tokens = call(&served, "InitiateAuth", sign_in).await;
    let access = tokens["AuthenticationResult"]["AccessToken"].clone();
    // A sign-in by SRP that waits for its second step, and an unverified address.
    let srp = json!({"AuthFlow": "USER_SRP_AUTH", "AuthParameters": {"USERNAME": "ines", "SRP_A": "abc123"}});
    call(&served, "InitiateAuth", srp).await;
    let ask = json!({"AccessToken": access, "AttributeName": "email"});
    call(&served, "GetUserAttributeVerificationCode", ask).await;
    served.end().await.unwrap();

    let served = serve(&folder).await;
    let user = call(&served, "GetUser", json!({"AccessToken": access})).await;
    assert_eq!(user["Username"], "ines");
    assert_eq!(served.pool.inbox().len(), 3);
    call(&served, "ConfirmSignUp", json!({"Username": "ada", "ConfirmationCode": codes[1]})).await;
    let refresh = json!({
        "AuthFlow": "REFRESH_TOKEN_AUTH",
        "AuthParameters": {"REFRESH_TOKEN": tokens["AuthenticationResult"]["RefreshToken"]},
    });
    let again = call(&served, "InitiateAuth", refresh).await;
    assert_ne!(again["AuthenticationResult"]["AccessToken"], access);
}

#[tokio::test(start_paused = true)]
async fn a_call_is_saved_before_the_end() {
    let folder = Folder::new("saved");
    let served = serve(&folder).await;
    call(&served, "SignUp", json!({"Username": "ines", "Password": "Correct-horse-9"})).await;
    // The server's own task saves as soon as this one waits.
    tokio::task::yield_now().await;
    let text = fs::read_to_string(folder.file()).unwrap();
    assert!(text.contains("\"ines\""), "{text}");
}

#[cfg(unix)]
#[tokio::test]
async fn the_file_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::new("mode");
    for _ in 0..2 {
        serve(&folder).await.end().await.unwrap();
        assert_eq!(fs::metadata(folder.file()).unwrap().permissions().mode() & 0o777, 0o600);
        // Even if somebody has opened it to all.
        fs::set_permissions(folder.file(), fs::Permissions::from_mode(0o644)).unwrap();
    }
    // Nothing else is left behind.
    assert_eq!(fs::read_dir(&folder.0).unwrap().count(), 1);
}

#[tokio::test]
async fn a_file_that_is_no_state_is_one_sentence_and_stays() {
    let folder = Folder::new("broken");
    for (text, why) in [
        ("", "it is no state file"),
        ("not JSON", "it is no state file"),
        ("{}", "it is no state file"),
        (r#"{"version":99,"pool":"eu-central-1_TestPool1","state":{}}"#, "its form is version 99"),
        (r#"{"version":1,"pool":"us-east-1_Other","state":{}}"#, "it is of the pool us-east-1_Other"),
        (r#"{"version":1,"pool":"eu-central-1_TestPool1","state":{"users":[]}}"#, "it is broken"),
    ] {
        fs::write(folder.file(), text).unwrap();
        let error = listening().await.state_file(folder.file()).unwrap_err();
        assert!(error.contains(why) && error.contains("state.json") && !error.contains('\n'), "{error}");
        assert_eq!(fs::read_to_string(folder.file()).unwrap(), text);
    }
    let error = listening().await.state_file(folder.0.join("no/such/folder/state.json")).unwrap_err();
    assert!(error.starts_with("cannot write the state to "), "{error}");
    let error = listening().await.state_file(&folder.0).unwrap_err();
    assert!(error.starts_with("cannot read the state in "), "{error}");
}

/// A state with all that a pool keeps: groups, codes, sign-ins that wait, tokens, a device, messages.
async fn full_state(folder: &Folder) -> Value {
    let served = serve(folder).await;
    let sign_up = |user: &str| {
        let attributes = [json!({"Name": "email", "Value": format!("{user}@example.org")})];
        json!({"Username": user, "Password": "Correct-horse-9", "UserAttributes": attributes})
    };
    let admin = |members: Value| {
        let mut members = members;
        members["UserPoolId"] = "eu-central-1_TestPool1".into();
        members
    };
    for user in ["ines", "ada"] {
        call(&served, "SignUp", sign_up(user)).await;
    }
    call(&served, "AdminConfirmSignUp", admin(json!({"Username": "ines"}))).await;
    let group = json!({"GroupName": "staff", "RoleArn": "arn:aws:iam::1:role/a", "Precedence": 1});
    call(&served, "CreateGroup", admin(group)).await;
    call(&served, "AdminAddUserToGroup", admin(json!({"Username": "ines", "GroupName": "staff"}))).await;
    let parameters = json!({"USERNAME": "ines", "PASSWORD": "Correct-horse-9"});
    let sign_in = json!({"AuthFlow": "USER_PASSWORD_AUTH", "AuthParameters": parameters});
    let tokens = call(&served, "InitiateAuth", sign_in).await;
    let access = tokens["AuthenticationResult"]["AccessToken"].clone();
    call(&served, "AssociateSoftwareToken", json!({"AccessToken": access})).await;
    let srp = json!({"AuthFlow": "USER_SRP_AUTH", "AuthParameters": {"USERNAME": "ines", "SRP_A": "abc123"}});
    call(&served, "InitiateAuth", srp).await;
    let key = tokens["AuthenticationResult"]["NewDeviceMetadata"]["DeviceKey"].clone();
    let secret = json!({"PasswordVerifier": "YQ==", "Salt": "YQ=="});
    let confirm = json!({"AccessToken": access, "DeviceKey": key, "DeviceSecretVerifierConfig": secret});
    call(&served, "ConfirmDevice", confirm).await;
    let link = json!({
        "DestinationUser": {"ProviderName": "Cognito", "ProviderAttributeValue": "ines"},
        "SourceUser": {"ProviderName": "Google", "ProviderAttributeName": "Cognito_Subject", "ProviderAttributeValue": "1"},
    });
    call(&served, "AdminLinkProviderForUser", admin(link)).await;
    served.end().await.unwrap();
    serde_json::from_slice(&fs::read(folder.file()).unwrap()).unwrap()
}

/// The path of each value in a value: as JSON pointers have it, and as errors have it.
fn paths(value: &Value, at: &(String, String)) -> Vec<(String, String)> {
    let inner: Vec<(String, String, &Value)> = match value {
        Value::Object(members) => members
            .iter()
            .map(|(name, value)| (name.replace('~', "~0").replace('/', "~1"), format!(".{name}"), value))
            .collect(),
        Value::Array(items) => {
            let item = |(at, value)| (format!("{at}"), format!("[{at}]"), value);
            items.iter().enumerate().map(item).collect()
        }
        _ => Vec::new(),
    };
    let each = inner.into_iter().map(|(pointer, spoken, value)| {
        let path = (format!("{}/{pointer}", at.0), format!("{}{spoken}", at.1));
        [vec![path.clone()], paths(value, &path)].concat()
    });
    each.flatten().collect()
}

#[tokio::test]
async fn a_wrong_type_in_the_state_is_named_with_its_path() {
    let folder = Folder::new("types");
    let state = full_state(&folder).await;
    for part in ["users", "groups", "codes", "sessions", "grants", "accesses", "devices", "links", "inbox"] {
        let is_empty =
            |value: &Value| value.as_object().is_some_and(serde_json::Map::is_empty) || *value == json!([]);
        assert!(!is_empty(&state["state"][part]), "{part}");
    }
    let at = ("/state".to_owned(), "state".to_owned());
    for (pointer, spoken) in paths(&state["state"], &at) {
        for other in [json!(-1), json!(1.5), json!([]), json!({"\u{1b}[2J\u{202e}": 1})] {
            let mut state = state.clone();
            let value = state.pointer_mut(&pointer).unwrap();
            if std::mem::discriminant(value) == std::mem::discriminant(&other) && !other.is_number() {
                continue;
            }
            *value = other;
            fs::write(folder.file(), state.to_string()).unwrap();
            let error = listening().await.state_file(folder.file()).unwrap_err();
            assert!(error.contains(&format!("it is broken (at {spoken}: ")), "{pointer}: {error}");
            assert!(!error.contains(|c: char| c.is_control() || c == '\u{202e}'), "{error:?}");
        }
    }
}

/// What clients and the page ask for, with the state's own sessions and tokens.
async fn ask_everything(served: &Served, state: &Value, with_arithmetic: bool) {
    let first = |part: &str| state["state"][part].as_object().and_then(|part| part.keys().next().cloned());
    let (access, refresh) = (first("accesses"), first("grants"));
    // SRP and signatures are slow.
    let sessions = state["state"]["sessions"].as_object().filter(|_| with_arithmetic);
    let ids = json!({"UserPoolId": "eu-central-1_TestPool1", "ClientId": "1test2client3id4of5the6pool"});
    let mut calls: Vec<(&str, Value)> = Vec::new();
    let parameters = json!({"USERNAME": "ines", "PASSWORD": "Wrong-horse-9", "REFRESH_TOKEN": refresh});
    for flow in ["USER_PASSWORD_AUTH", "USER_AUTH", "REFRESH_TOKEN_AUTH"] {
        if flow == "REFRESH_TOKEN_AUTH" && !with_arithmetic {
            continue;
        }
        let parameters = parameters.clone();
        calls.push(("InitiateAuth", json!({"AuthFlow": flow, "AuthParameters": parameters})));
    }
    for operation in ["AdminGetUser", "AdminListGroupsForUser", "ForgotPassword", "ResendConfirmationCode"] {
        calls.push((operation, json!({"Username": "ines"})));
    }
    calls.push(("ConfirmSignUp", json!({"Username": "ines", "ConfirmationCode": "123456"})));
    for session in sessions.into_iter().flat_map(serde_json::Map::keys) {
        let responses = json!({
            "USERNAME": "ines", "PASSWORD_CLAIM_SECRET_BLOCK": "YQ==", "PASSWORD_CLAIM_SIGNATURE": "YQ==",
            "TIMESTAMP": "Thu Nov 26 10:00:00 UTC 2026",
        });
        let name = "PASSWORD_VERIFIER";
        let answer = json!({"ChallengeName": name, "Session": session, "ChallengeResponses": responses});
        calls.push(("RespondToAuthChallenge", answer));
    }
    for operation in ["GetUser", "AssociateSoftwareToken", "GlobalSignOut"] {
        calls.push((operation, json!({"AccessToken": access})));
    }
    calls.push(("VerifySoftwareToken", json!({"AccessToken": access, "UserCode": "123456"})));
    calls.push(("ListUsers", json!({})));
    calls.push(("ListGroups", json!({})));
    calls.push(("DeleteGroup", json!({"GroupName": "staff"})));
    for (operation, mut members) in calls {
        for (name, id) in ids.as_object().unwrap() {
            members[name] = id.clone();
        }
        let answer = served.operation(operation, &members.to_string()).await;
        assert!([200, 400].contains(&answer.status), "{operation}: {answer:?}");
    }
    for path in ["/page/inbox", "/page/trace", "/page/messages", "/page/mail/inbox/1", "/page/mail/inbox/0"] {
        let answer = served.send("GET", path, &[("Sec-Fetch-Site", "same-origin")], "").await;
        assert!([200, 404].contains(&answer.status), "{path}: {answer:?}");
    }
}

#[tokio::test]
async fn a_state_that_contradicts_itself_does_no_harm() {
    let folder = Folder::new("odd");
    let state = full_state(&folder).await;
    let mut taken = 0;
    for (pointer, _) in paths(&state["state"], &("/state".to_owned(), String::new())) {
        // The second one of each kind is like the first.
        if pointer.contains("/ada") || pointer.contains("/1/") {
            continue;
        }
        let value = state.pointer(&pointer).unwrap();
        let odd = match value {
            Value::Number(_) => vec![json!(0), json!(u32::MAX), json!(1_u64 << 60), json!(u64::MAX)],
            Value::String(_) => vec![json!(""), json!("<script>\u{0}\u{1b}[2J\u{202e}🦀".repeat(1000))],
            Value::Bool(value) => vec![json!(!value)],
            Value::Object(_) => vec![json!({})],
            Value::Array(_) => vec![json!([])],
            Value::Null => vec![json!("x"), json!(0)],
        };
        for odd in odd {
            let mut state = state.clone();
            *state.pointer_mut(&pointer).unwrap() = odd;
            fs::write(folder.file(), state.to_string()).unwrap();
            // Some of it is no state at all.
            let Ok(served) = serve_with_state(pool(), folder.file()).await else { continue };
            let is_of_sign_in =
                ["/state/sessions", "/state/grants"].iter().any(|part| pointer.starts_with(part));
            ask_everything(&served, &state, is_of_sign_in).await;
            taken += 1;
        }
    }
    assert!(taken > 100, "{taken}");
}
