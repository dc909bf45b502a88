//! `--preview`: the messages of this program as files.

use std::path::Path;

use cognito_triggers_pool::{Pool, Server};

use super::samples;
use crate::router::{HandlerSet, Triggers};
use crate::run::error::RunError;
use crate::run::local::{plan::Plan, print};

/// Writes the files, and says where they are.
pub(in crate::run::local) async fn run<Handlers, State>(
    triggers: Triggers<Handlers, State>,
    folder: &str,
    plan: &Plan<'_>,
) -> Result<(), RunError>
where
    Handlers: HandlerSet<State>,
    State: Send + Sync + 'static,
{
    let samples = samples::of(&triggers, plan)?;
    let folder = Path::new(folder);
    let server = Server::new(Pool::new(triggers)).samples(samples);
    let number = server.preview(folder).await.map_err(RunError::new)?;
    let messages = if number == 1 { "message" } else { "messages" };
    print(&format!("{number} {messages}: {}", folder.join("index.html").display()))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Plan, run};
    use crate::custom_message::{Email, Event, Sms};
    use crate::prelude::Result;
    use crate::{Languages, custom_message, deny, email, sms, triggers};

    #[custom_message(ForgotPassword, crate = crate)]
    fn code(_: Event<'_>) -> (Email, Sms) {
        (email!("Köln <b>", "<p>Your code is {code}</p>"), sms!("Your code is {code}"))
    }

    #[custom_message(ResendCode, crate = crate)]
    fn none(_: Event<'_>) -> Result<Email> {
        deny!("No <more> codes")
    }

    const LANGUAGES: Languages = Languages::new(&["en", "de"]);

    #[custom_message(Authentication, crate = crate)]
    fn in_languages(event: Event<'_>) -> Sms {
        let is_german = event.language(LANGUAGES).tag() == "de";
        if is_german { sms!("Ihr Code ist {code}") } else { sms!("Your code is {code}") }
    }

    #[tokio::test]
    async fn each_language_has_a_file() {
        let folder =
            std::env::temp_dir().join(format!("cognito-triggers-in-languages-{}", std::process::id()));
        run(triggers![in_languages], folder.to_str().unwrap(), &Plan::default()).await.unwrap();
        for (tag, text) in [("en", "Your code is 123456\n"), ("de", "Ihr Code ist 123456\n")] {
            let file = folder.join(format!("CustomMessage_Authentication-{tag}-SMS.txt"));
            assert_eq!(fs::read_to_string(file).unwrap(), text);
        }
        fs::remove_dir_all(folder).unwrap();
    }

    #[tokio::test]
    async fn files_hold_each_message_and_others_stay() {
        let folder = std::env::temp_dir().join(format!("cognito-triggers-preview-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("mine.txt"), "mine").unwrap();
        for _ in 0..2 {
            run(triggers![code, none], folder.to_str().unwrap(), &Plan::default()).await.unwrap();
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
        let error = run(triggers![code], not_a_folder.to_str().unwrap(), &Plan::default())
            .await
            .unwrap_err()
            .to_string();
        assert!(error.contains("cannot write") && error.contains("mine.txt"), "{error}");
        fs::remove_dir_all(folder).unwrap();
    }
}
