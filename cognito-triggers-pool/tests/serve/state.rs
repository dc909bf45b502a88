//! The state file: a pool goes on where it ended.

use std::fs;
use std::path::PathBuf;

use cognito_triggers_pool::{LambdaConfig, Listening, Pool, PoolSettings, Server};
use serde_json::json;

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
    serve_with_state(pool(), folder.file()).await
}

async fn call(served: &Served, operation: &str, mut members: serde_json::Value) -> serde_json::Value {
    members["ClientId"] = "1test2client3id4of5the6pool".into();
    let answer = served.operation(operation, &members.to_string()).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.json()
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
