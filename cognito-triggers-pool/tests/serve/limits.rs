//! Big bodies, slow clients and many connections: the server stays up.

use std::io::{ErrorKind, Read as _};

use cognito_triggers_pool::{LambdaConfig, Pool};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::http::{Served, read, serve};

async fn empty_pool() -> Served {
    serve(Pool::new(LambdaConfig::new())).await
}

async fn assert_up(served: &Served) {
    assert_eq!(served.operation("GetUser", r#"{"AccessToken":"x"}"#).await.error(), "NotAuthorizedException");
}

const HEAD: &str = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-amz-json-1.1\r\n\
    X-Amz-Target: AWSCognitoIdentityProviderService.SignUp\r\n";

#[tokio::test]
async fn a_big_body_is_refused() {
    let served = empty_pool().await;
    // By its length alone, before a byte of it is there.
    let answer = served.raw(format!("{HEAD}Content-Length: 10000000\r\n\r\n").as_bytes()).await;
    assert_eq!((answer.status, answer.error().as_str()), (413, "RequestEntityTooLargeException"));

    // In chunks, which do not tell their sum.
    let mut stream = served.connect().await;
    stream.write_all(format!("{HEAD}Transfer-Encoding: chunked\r\n\r\n").as_bytes()).await.unwrap();
    let chunk = format!("10000\r\n{}\r\n", "a".repeat(0x10000));
    for _ in 0..160 {
        // The server closes before the client has written all.
        if stream.write_all(chunk.as_bytes()).await.is_err() {
            break;
        }
    }
    let mut received = Vec::new();
    let _ = stream.read_to_end(&mut received).await;
    assert!(received.is_empty() || received.starts_with(b"HTTP/1.1 413"), "{received:?}");
    assert_up(&served).await;
}

#[tokio::test]
async fn a_body_may_have_512_kilobytes() {
    let served = empty_pool().await;
    let padded = format!("{{}}{}", " ".repeat(512 * 1024 - 2));
    assert_eq!(served.operation("SignUp", &padded).await.error(), "InvalidParameterException");
    let answer = served.operation("SignUp", &format!("{padded} ")).await;
    assert_eq!(answer.status, 413);
}

#[tokio::test]
async fn a_big_head_is_refused() {
    let served = empty_pool().await;
    let mut stream = served.connect().await;
    let head = format!("GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: {}\r\n\r\n", "a".repeat(1_000_000));
    let _ = stream.write_all(head.as_bytes()).await;
    let mut received = Vec::new();
    let _ = stream.read_to_end(&mut received).await;
    assert!(received.is_empty() || received.starts_with(b"HTTP/1.1 431"), "{received:?}");
    assert_up(&served).await;
}

/// Tokio's clock moves on whenever nothing else happens.
#[tokio::test(start_paused = true)]
async fn slow_clients_are_closed() {
    let served = empty_pool().await;
    let mut idle = served.connect().await;
    let mut half_a_head = served.connect().await;
    half_a_head.write_all(b"POST / HTTP/1.1\r\nHost: local").await.unwrap();
    let mut half_a_body = served.connect().await;
    half_a_body.write_all(format!("{HEAD}Content-Length: 100\r\n\r\n{{").as_bytes()).await.unwrap();

    let mut received = Vec::new();
    assert!(
        idle.read_to_end(&mut received).await.is_err()
            || received.is_empty()
            || received.starts_with(b"HTTP/1.1 408")
    );
    received.clear();
    let _ = half_a_head.read_to_end(&mut received).await;
    assert!(received.is_empty() || received.starts_with(b"HTTP/1.1 408"), "{received:?}");
    let answer = read(&mut half_a_body).await;
    assert_eq!((answer.status, answer.error().as_str()), (408, "RequestTimeoutException"));
}

#[tokio::test]
async fn half_bodies_leave_room_for_whole_ones() {
    let served = empty_pool().await;
    let mut streams = Vec::new();
    for number in 0..300 {
        let mut stream = served.connect().await;
        let _ = stream.write_all(format!("{HEAD}Content-Length: 100\r\n\r\n{{").as_bytes()).await;
        streams.push(stream);
        if number % 50 == 49 {
            assert_up(&served).await;
        }
    }
    assert_up(&served).await;
}

#[tokio::test]
async fn a_thousand_connections_leave_room_for_one_more() {
    let served = empty_pool().await;
    let mut streams = Vec::new();
    for number in 0..1000 {
        let mut stream = served.connect().await;
        // Every other one has sent something.
        if number % 2 == 0 {
            let _ = stream.write_all(b"POST / HTTP/1.1\r\n").await;
        }
        streams.push(stream);
        if number % 100 == 0 {
            assert_up(&served).await;
        }
    }
    assert_up(&served).await;
    // The oldest one was closed many calls ago, and not after its time.
    let mut oldest = streams.remove(0).into_std().unwrap();
    match oldest.read(&mut [0]) {
        Ok(0) => {}
        Err(error) if error.kind() == ErrorKind::ConnectionReset => {}
        other => panic!("the oldest connection is open: {other:?}"),
    }
}
