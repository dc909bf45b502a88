//! From a request to its answer: the guard first, then the path.

use std::error::Error;
use std::future::Future;
use std::sync::atomic::{AtomicBool, Ordering};

use hyper::body::{Body, Bytes};
use hyper::header::{HeaderName, HeaderValue};
use hyper::http::request::Parts;
use hyper::{Method, Request, StatusCode};

use super::answer::{Answer, Refusal};
use super::guard::Admitted;
use super::shared::Shared;
use super::{api, body, cors, discovery, oauth, page, user_info};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-amzn-requestid");

/// Answers any request. Says that it is busy once the request is there: a client that does not finish is idle.
pub(super) async fn respond<B>(shared: &Shared, request: Request<B>, is_busy: &AtomicBool) -> Answer
where
    B: Body<Data = Bytes>,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    let (parts, body) = request.into_parts();
    let mut answer = match shared.guard.admit(&parts.uri, &parts.headers) {
        Ok(admitted) => {
            // Nothing more comes, whether a route reads it or not.
            is_busy.store(body.is_end_stream(), Ordering::Relaxed);
            let body = async {
                let body = body::read(body).await?;
                is_busy.store(true, Ordering::Relaxed);
                Ok(body)
            };
            let answer = route(shared, &admitted, &parts, body).await;
            let mut answer = answer.unwrap_or_else(|refusal| refusal.answer());
            cors::expose(&mut answer, &admitted);
            answer
        }
        // Without a header of CORS, so the page that has asked cannot read why.
        Err(refusal) => {
            shared.tell(&format!("refused: {}", refusal.message()));
            refusal.answer()
        }
    };
    if let Ok(id) = HeaderValue::from_str(&shared.request_id()) {
        answer.headers_mut().insert(REQUEST_ID, id);
    }
    answer
}

async fn route(
    shared: &Shared,
    admitted: &Admitted,
    parts: &Parts,
    body: impl Future<Output = Result<Bytes, Refusal>>,
) -> Result<Answer, Refusal> {
    let path = parts.uri.path();
    let method = &parts.method;
    let reads = [Method::GET, Method::HEAD].contains(method);
    if path.starts_with("/page/") || (reads && path == "/") {
        // A link of another page may lead here. What it opens is a page of its own.
        let may_open = path == "/" && admitted.is_visit;
        if !admitted.is_own && !may_open {
            return Err(Refusal::forbidden("The page of this pool answers to itself alone."));
        }
        // The page changes things by the API alone.
        let answer = if reads { page::answer(shared, parts).await } else { None };
        return answer.ok_or_else(|| nothing_at(path));
    }
    // A link of a mail leads here, and a mail is no part of the page.
    if reads && page::is_confirmation(path) {
        return Ok(page::confirmation());
    }
    match (method, path) {
        (&Method::OPTIONS, _) => Ok(cors::preflight(&parts.headers)),
        (&Method::POST, "/") => {
            api::check_content_type(&parts.headers)?;
            Ok(api::call(shared, &parts.headers, &body.await?).await)
        }
        (&Method::POST, "/oauth2/token") => Ok(oauth::token(shared, &parts.headers, &body.await?).await),
        _ if reads && path == "/oauth2/userInfo" => Ok(user_info::answer(shared, &parts.headers)),
        _ if reads => discovery::answer(shared, path, &admitted.base).ok_or_else(|| nothing_at(path)),
        (&Method::POST, _) => Err(nothing_at(path)),
        _ => Err(Refusal::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "MethodNotAllowedException",
            format!("The server takes GET and POST, and not {method}."),
        )),
    }
}

fn nothing_at(path: &str) -> Refusal {
    Refusal::new(StatusCode::NOT_FOUND, "NotFoundException", format!("There is nothing at {path}."))
}
