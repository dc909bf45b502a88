//! Clients that wait for a function, and those that do not wait.

use std::sync::Arc;

use cognito_triggers_pool::{LambdaConfig, Pool, Sample, Trigger};
use serde_json::json;
use tokio::io::AsyncWriteExt;
use tokio::sync::{Notify, Semaphore};

use crate::http::{read, serve, serve_as};

/// A function that waits until it is let go, and tells when it is called and when it is given up.
#[derive(Clone)]
struct Gate {
    called: Arc<Notify>,
    given_up: Arc<Notify>,
    open: Arc<Semaphore>,
}

struct GivenUp(Arc<Notify>);

impl Drop for GivenUp {
    fn drop(&mut self) {
        self.0.notify_one();
    }
}

impl Gate {
    fn new() -> Self {
        Self { called: Arc::default(), given_up: Arc::default(), open: Arc::new(Semaphore::new(0)) }
    }

    fn config(&self, trigger: Trigger) -> LambdaConfig {
        let gate = self.clone();
        LambdaConfig::new().attach(trigger, move |event| {
            let gate = gate.clone();
            async move {
                let _given_up = GivenUp(Arc::clone(&gate.given_up));
                gate.called.notify_one();
                let _open = gate.open.acquire().await;
                Ok(event)
            }
        })
    }
}

#[tokio::test]
async fn records_of_clients_that_hung_up_are_forgotten() {
    const KEPT: usize = 500;
    let gate = Gate::new();
    let served = serve(Pool::new(gate.config(Trigger::PreSignUp))).await;
    let body =
        json!({"ClientId": served.pool.client_id(), "Username": "ines", "Password": "Correct-horse-9"});
    let body = body.to_string();
    let request = format!(
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-amz-json-1.1\r\n\
         X-Amz-Target: AWSCognitoIdentityProviderService.SignUp\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    for _ in 0..KEPT + 20 {
        let mut stream = served.connect().await;
        stream.write_all(request.as_bytes()).await.unwrap();
        gate.called.notified().await;
        drop(stream);
        gate.given_up.notified().await;
    }
    // The last one has begun after the others were forgotten.
    assert_eq!(served.pool.trace().steps().len(), KEPT + 1);
    gate.open.add_permits(1);
    assert_eq!(served.operation("SignUp", &body).await.status, 200);
    assert_eq!(served.pool.trace().steps().len(), KEPT);
}

#[tokio::test]
async fn a_page_that_waits_for_its_answer_keeps_its_connection() {
    let gate = Gate::new();
    let event = json!({
        "triggerSource": "CustomMessage_SignUp", "version": "1", "userName": "ines",
        "request": {"userAttributes": {}, "codeParameter": "{####}"}, "response": {},
    });
    let pool = Pool::new(gate.config(Trigger::CustomMessage));
    let served = serve_as(pool, |server| server.samples([Sample::new(event)])).await;
    let mut waiting = served.connect().await;
    let request = "GET /page/messages HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    waiting.write_all(request.as_bytes()).await.unwrap();
    gate.called.notified().await;
    let mut idle = Vec::new();
    for number in 0..300 {
        idle.push(served.connect().await);
        if number % 50 == 49 {
            // An answer says that the connections before it were taken.
            let answer = served.operation("GetUser", r#"{"AccessToken":"x"}"#).await;
            assert_eq!(answer.error(), "NotAuthorizedException");
        }
    }
    gate.open.add_permits(1);
    let answer = read(&mut waiting).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.json()["messages"].as_array().map(Vec::len), Some(1), "{answer:?}");
}
