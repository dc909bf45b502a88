//! `Triggers::check_messages`: the test of every message in every scenario.

use std::fmt;

use lambda_runtime::Context;

use crate::router::{HandlerSet, Triggers};
use crate::run::scenario;
use crate::spec::source::{Source, Trigger};
use crate::trigger::custom_message::languages;

/// The messages that [`Triggers::check_messages`] found wrong, one on each line. `Debug` prints the same, so
/// that `unwrap` in a test shows it.
pub struct MessageProblems(Vec<String>);

impl MessageProblems {
    /// Returns each problem: the scenario, the source, the field and the rule.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

impl<Handlers: HandlerSet<State>, State> Triggers<Handlers, State> {
    /// Checks in a test that every message that a custom message handler makes is fit to be sent: for each
    /// source that is handled, with the sample event and in each scenario of a folder, the handler answers,
    /// no text breaks a rule, and Cognito does not send its own text.
    ///
    /// The folder is relative to the package's manifest. Each JSON file in it is a scenario: a name, and what
    /// differs from the sample event, as a JSON merge patch
    /// ([RFC 7396](https://www.rfc-editor.org/rfc/rfc7396)). `sources` limits it to some sources:
    ///
    /// ```json
    /// {
    ///   "name": "Japanese, long name",
    ///   "sources": ["CustomMessage_SignUp", "CustomMessage_ResendCode"],
    ///   "request": {"userAttributes": {"locale": "ja", "given_name": "…", "family_name": null}}
    /// }
    /// ```
    ///
    /// Handlers run with the router's state, so give it one that sends nothing.
    ///
    /// ```
    /// use cognito_triggers::custom_message::{Event, Sms};
    /// use cognito_triggers::prelude::*;
    ///
    /// #[custom_message(SignUp)]
    /// fn verify(event: Event<'_>) -> Sms {
    ///     sms!("{name}, your code is {code}", name = event.user_attributes().given_name().unwrap_or("Hello"))
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// # let folder = std::env::temp_dir().join("cognito-triggers-scenarios");
    /// # std::fs::create_dir_all(&folder).unwrap();
    /// # let folder = folder.to_str().unwrap();
    /// // In `#[tokio::test]`, with `folder` as "scenarios":
    /// triggers![verify].check_messages(folder).await.unwrap();
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Fails if a message is wrong, if the folder or a file in it cannot be read, if a scenario names what no
    /// event has, or if beside the files of a message that was made there is one of a language that no list of
    /// `languages` has. The error names all of these.
    pub async fn check_messages(&self, folder: &str) -> Result<(), MessageProblems> {
        let scenarios =
            scenario::read(&scenario::path(folder)).map_err(|problem| MessageProblems(vec![problem]))?;
        let is_handled =
            |source: &Source| self.handlers().iter().any(|handler| handler.sources.contains(*source));
        let sources = Source::ALL.iter().copied().filter(|source| source.trigger() == Trigger::CustomMessage);
        let sources = sources.filter(is_handled).map(|source| (source, None));
        let mut problems = Vec::new();
        let made = async {
            for play in scenario::plays(sources, &scenarios) {
                let (source, _, scenario) = play;
                let problem = match scenario::event(play) {
                    Ok(mut event) => match self.judge(&mut event, &Context::default()).await {
                        Ok(true) => continue,
                        Ok(false) => "Cognito sends its own text, since the handler sets none".to_owned(),
                        Err(error) => format!("{error:?}"),
                    },
                    Err(problem) => problem,
                };
                let name = scenario
                    .map_or_else(|| "the sample".to_owned(), |scenario| format!("{:?}", scenario.name));
                problems.push(format!("{name}, {source}: {problem}"));
            }
        };
        let not_listed = languages::not_listed(made).await;
        problems.extend(not_listed);
        if problems.is_empty() { Ok(()) } else { Err(MessageProblems(problems)) }
    }
}

impl fmt::Display for MessageProblems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

impl fmt::Debug for MessageProblems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "messages that are not fit to be sent:\n{self}")
    }
}

impl std::error::Error for MessageProblems {}

#[cfg(test)]
mod tests {
    use crate::custom_message::{Email, Event, OnInvalidText, Sms};
    use crate::{custom_message, deny, email, sms, triggers};

    #[custom_message(SignUp, crate = crate)]
    fn verify(event: Event<'_>) -> OnInvalidText<Sms> {
        let name = event.user_attributes().given_name().unwrap_or("there").to_owned();
        OnInvalidText::use_cognitos_text(sms!("Hello {name}, your code is {code}"))
    }

    #[custom_message(ForgotPassword, crate = crate)]
    fn forgot(event: Event<'_>) -> crate::prelude::Result<Option<Email>> {
        if event.user_attributes().locale() == Some("tlh") {
            deny!("No mails in Klingon");
        }
        Ok(event.user_attributes().given_name().map(|_| email!("Reset", "Your code is {code}")))
    }

    #[custom_message(SignUp, crate = crate)]
    fn two_texts(event: Event<'_>) -> (Email, Sms) {
        let name = event.user_attributes().given_name().unwrap_or("there").to_owned();
        (email!("For {name}", "Your code is {code}"), sms!("Hello {name}, your code is {code}"))
    }

    fn folder(name: &str, files: &[(&str, &str)]) -> String {
        let folder = std::env::temp_dir().join(format!("cognito-triggers-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        for (file, text) in files {
            std::fs::write(folder.join(file), text).unwrap();
        }
        folder.to_str().unwrap().to_owned()
    }

    #[tokio::test]
    async fn each_problem_names_scenario_source_field_and_rule() {
        let long = "N".repeat(150);
        let folder = folder(
            "problems",
            &[
                (
                    "a.json",
                    &*format!(
                        r#"{{"name": "Long name", "request": {{"userAttributes": {{"given_name": "{long}"}}}}}}"#
                    ),
                ),
                ("b.json", r#"{"name": "No name", "request": {"userAttributes": {"given_name": null}}}"#),
                (
                    "c.json",
                    r#"{"name": "Klingon", "sources": ["CustomMessage_ForgotPassword"], "request": {"userAttributes": {"locale": "tlh"}}}"#,
                ),
                ("readme.md", "not a scenario"),
            ],
        );
        let problems = triggers![verify, forgot].check_messages(&folder).await.unwrap_err();
        assert_eq!(
            problems.iter().collect::<Vec<_>>(),
            [
                "\"Long name\", CustomMessage_SignUp: internal error: the SMS text has 177 characters (UTF-16 units), but Cognito's maximum is 140",
                "\"No name\", CustomMessage_ForgotPassword: Cognito sends its own text, since the handler sets none",
                "\"Klingon\", CustomMessage_ForgotPassword: denied: No mails in Klingon",
            ]
        );
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[tokio::test]
    async fn the_texts_of_both_media_are_named() {
        let name = "N".repeat(150);
        let file =
            format!(r#"{{"name": "Long", "request": {{"userAttributes": {{"given_name": "{name}"}}}}}}"#);
        let folder = folder("both", &[("a.json", &file)]);
        let problems = triggers![two_texts].check_messages(&folder).await.unwrap_err();
        std::fs::remove_dir_all(folder).unwrap();
        assert_eq!(
            problems.to_string(),
            "\"Long\", CustomMessage_SignUp: internal error: the e-mail's subject has 154 characters (UTF-16 units), but Cognito's \
             maximum is 140; the SMS text has 177 characters (UTF-16 units), but Cognito's maximum is 140"
        );
    }

    #[tokio::test]
    async fn a_folder_without_files_has_the_samples_alone() {
        let folder = folder("samples", &[]);
        triggers![verify, forgot].check_messages(&folder).await.unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
        let problems = triggers![verify].check_messages(&folder).await.unwrap_err();
        assert!(problems.to_string().starts_with("cannot read the scenarios in "), "{problems}");
    }
}
