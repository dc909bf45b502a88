//! One mail in one, two, four and eight languages.

use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;
use cognito_triggers::{HandlerSet, Triggers, languages};

macro_rules! programs {
    ($($triggers:ident: $handler:ident $LANGUAGES:ident [$($language:literal),+];)+) => {$(
        languages!($LANGUAGES = [$($language),+]);

        #[custom_message(SignUp)]
        async fn $handler(event: Event<'_>) -> Result<Email> {
            let name = event.user_attributes().given_name().unwrap_or("there");
            let language = event.language($LANGUAGES);
            Ok(email!(files = "mails/{language}.html", languages = $LANGUAGES, language = language, name = name))
        }

        pub(super) fn $triggers() -> Triggers<impl HandlerSet<()>> {
            triggers![$handler]
        }
    )+};
}

programs! {
    triggers_of_1: in_1 LANGUAGES_1 ["en"];
    triggers_of_2: in_2 LANGUAGES_2 ["en", "de"];
    triggers_of_4: in_4 LANGUAGES_4 ["en", "de", "fr", "es"];
    triggers_of_8: in_8 LANGUAGES_8 ["en", "de", "fr", "es", "it", "pt", "nl", "ja"];
}
