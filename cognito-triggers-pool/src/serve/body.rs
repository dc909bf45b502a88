//! Reads the body of a request, which may be too big or never end.

use std::error::Error;
use std::time::Duration;

use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::StatusCode;
use hyper::body::{Body, Bytes};

use super::answer::Refusal;

/// The largest body. A sign-up with 50 long attributes is well below.
pub(super) const MOST: usize = 512 * 1024;

/// The time that a body may take.
pub(super) const TIME: Duration = Duration::from_secs(10);

/// Reads a whole body.
pub(super) async fn read<B>(body: B) -> Result<Bytes, Refusal>
where
    B: Body<Data = Bytes>,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    let told = usize::try_from(body.size_hint().lower()).unwrap_or(usize::MAX);
    if told > MOST {
        return Err(too_big());
    }
    match tokio::time::timeout(TIME, Limited::new(body, MOST).collect()).await {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(too_big()),
        Ok(Err(_)) => {
            Err(Refusal::new(StatusCode::BAD_REQUEST, "SerializationException", "The body is cut short."))
        }
        Err(_) => Err(Refusal::new(
            StatusCode::REQUEST_TIMEOUT,
            "RequestTimeoutException",
            format!("The body took longer than {} seconds.", TIME.as_secs()),
        )),
    }
}

fn too_big() -> Refusal {
    Refusal::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "RequestEntityTooLargeException",
        format!("A request may have {} KB at most.", MOST / 1024),
    )
}
