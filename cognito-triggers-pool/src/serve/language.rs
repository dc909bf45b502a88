//! The languages among which a function chooses, while the page plays its samples.

use std::cell::RefCell;
use std::future::Future;

/// The languages of one message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Languages {
    /// The one that the function has chosen first, which is the user's. `None`: it chooses none.
    pub(super) chosen: Option<String>,
    /// All that there are, each once.
    pub(super) all: Vec<String>,
}

tokio::task_local! {
    static LANGUAGES: RefCell<Languages>;
}

/// Tells the page of a [`Server`](crate::Server) which language a function chooses for a message, and among which. The
/// page then names the language, and shows the message in the others too.
///
/// A function calls this from the task in which it is called. Unless the page plays a sample, it does nothing.
///
/// ```
/// use cognito_triggers_pool::{LambdaConfig, Trigger, choose_language};
///
/// let config = LambdaConfig::new().on(Trigger::CustomMessage, |mut event| {
///     let is_french = event["request"]["userAttributes"]["locale"] == "fr";
///     choose_language(if is_french { "fr" } else { "en" }, &["en", "fr"]);
///     let subject = if is_french { "Votre code" } else { "Your code" };
///     event["response"]["emailSubject"] = subject.into();
///     event["response"]["emailMessage"] = "{####}".into();
///     Ok(event)
/// });
/// ```
pub fn choose_language(chosen: &str, all: &[&str]) {
    let _ = LANGUAGES.try_with(|languages| {
        let mut languages = languages.borrow_mut();
        languages.chosen.get_or_insert_with(|| chosen.to_owned());
        for tag in all {
            if !languages.all.iter().any(|known| known == tag) {
                languages.all.push((*tag).to_owned());
            }
        }
    });
}

/// Runs a function, and returns what it says of its languages.
pub(super) async fn languages_of<T>(work: impl Future<Output = T>) -> (T, Languages) {
    LANGUAGES
        .scope(RefCell::default(), async {
            let output = work.await;
            (output, LANGUAGES.with(RefCell::take))
        })
        .await
}
