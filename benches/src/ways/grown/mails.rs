//! One handler with one, nine and ninety mails. The one that is measured is the last.

use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;
use cognito_triggers::{HandlerSet, Triggers};

/// Makes a handler with a mail for each number, and one for all others.
macro_rules! handler {
    ($handler:ident: $($number:literal)*) => {
        #[custom_message(SignUp)]
        async fn $handler(event: Event<'_>) -> Result<Email> {
            let user = event.user_attributes();
            let name = user.given_name().unwrap_or("there");
            let number = user.get("custom:mail").and_then(|number| number.parse().ok());
            Ok(match number.unwrap_or(u8::MAX) {
                $($number => email!("Mail {number}", "<p>{number}: {name}, your code is {code}.</p>", number = $number),)*
                _ => email!("Confirm your address", "<p>Hello {name}, your code is <b>{code}</b>.</p>"),
            })
        }
    };
}

handler!(of_1:);
handler!(of_9: 1 2 3 4 5 6 7 8);
handler!(of_90: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37
    38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63 64 65 66 67 68 69 70 71 72 73 74 75
    76 77 78 79 80 81 82 83 84 85 86 87 88 89);

pub(super) fn triggers_of_1() -> Triggers<impl HandlerSet<()>> {
    triggers![of_1]
}

pub(super) fn triggers_of_9() -> Triggers<impl HandlerSet<()>> {
    triggers![of_9]
}

pub(super) fn triggers_of_90() -> Triggers<impl HandlerSet<()>> {
    triggers![of_90]
}
