//! `--preview`: the messages of this program as files.

use std::path::Path;

use cognito_triggers_pool::{Pool, Server};
use serde_json::Value;

use crate::event::samples;
use crate::router::{HandlerSet, Triggers};
use crate::run::error::RunError;
use crate::run::local::{handled, print};
use crate::spec::source::Trigger;

/// Writes the files, and says where they are.
pub(in crate::run::local) async fn run<Handlers, State>(
    triggers: Triggers<Handlers, State>,
    folder: &str,
) -> Result<(), RunError>
where
    Handlers: HandlerSet<State>,
    State: Send + Sync + 'static,
{
    let events = events(&triggers);
    let folder = Path::new(folder);
    let server = Server::new(Pool::new(triggers)).samples(events);
    let number = server.preview(folder).await.map_err(RunError::new)?;
    print(&format!("{number} messages: {}", folder.join("index.html").display()))
}

/// Returns a sample event of each source whose message a handler writes.
pub(super) fn events<Handlers: HandlerSet<State>, State>(triggers: &Triggers<Handlers, State>) -> Vec<Value> {
    handled(triggers)
        .filter(|(source, _)| source.trigger() == Trigger::CustomMessage)
        .filter_map(|(source, _)| serde_json::from_str(samples::text(source)).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{events, run};
    use crate::custom_message::{Email, Event, Sms};
    use crate::prelude::Result;
    use crate::{custom_message, deny, email, sms, triggers};

    #[custom_message(ForgotPassword, crate = crate)]
    fn code(_: Event<'_>) -> (Email, Sms) {
        (email!("Köln <b>", "<p>Your code is {code}</p>"), sms!("Your code is {code}"))
    }

    #[custom_message(ResendCode, crate = crate)]
    fn none(_: Event<'_>) -> Result<Email> {
        deny!("No <more> codes")
    }

    #[tokio::test]
    async fn files_hold_each_message_and_others_stay() {
        assert_eq!(events(&triggers![code, none]).len(), 2);
        let folder = std::env::temp_dir().join(format!("cognito-triggers-preview-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("mine.txt"), "mine").unwrap();
        for _ in 0..2 {
            run(triggers![code, none], folder.to_str().unwrap()).await.unwrap();
        }
        let read =
            |name: &str| fs::read_to_string(folder.join(name)).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert_eq!(read("mine.txt"), "mine");
        assert!(read("CustomMessage_ForgotPassword-EMAIL.html").contains("<p>Your code is 123456</p>"));
        assert!(read("CustomMessage_ForgotPassword-EMAIL.eml").contains("Subject: =?utf-8?B?S8O2bG4gPGI+?="));
        assert_eq!(read("CustomMessage_ForgotPassword-SMS.txt"), "Your code is 123456\n");
        let index = read("index.html");
        assert!(index.contains("Köln &lt;b&gt;") && index.contains("No &lt;more&gt; codes"), "{index}");
        let mut names: Vec<_> =
            fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names.len(), 5, "{names:?}");
        let not_a_folder = folder.join("mine.txt");
        let error = run(triggers![code], not_a_folder.to_str().unwrap()).await.unwrap_err().to_string();
        assert!(error.contains("cannot write") && error.contains("mine.txt"), "{error}");
        fs::remove_dir_all(folder).unwrap();
    }
}
