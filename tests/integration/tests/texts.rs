//! The text rules: literals and computed texts get the same verdict, and the classes of characters
//! are those of Unicode.

#[path = "../../../cognito-triggers-macros/tests/shared/texts.rs"]
mod shared;

use cognito_triggers::custom_message::{Code, Email, Link, Sms, Username};
use cognito_triggers::rules;
use unicode_general_category::{GeneralCategory, get_general_category};

/// Makes of a literal's notation what leaves the function.
fn computed(text: &str) -> String {
    text.replace("{code}", "\u{1}####\u{2}")
        .replace("{username}", "\u{1}username\u{2}")
        .replace("{link}", "\u{1}##Click Here##\u{2}")
        .replace("{link:Confirm my address}", "\u{1}##Confirm my address##\u{2}")
        .replace("{{", "{")
        .replace("}}", "}")
        .replace('\u{1}', "{")
        .replace('\u{2}', "}")
}

#[test]
fn computed_texts_get_the_verdict_of_the_table() {
    let table = shared::texts();
    assert!(table.len() >= 60);
    for (field, text, is_taken) in &table {
        let new = computed(text);
        let result = match (*field, text.contains("{username}"), text.contains("{link")) {
            ("subject", ..) => Email::<Code>::checked(new, "{####}").map(drop),
            ("sms", true, _) => Sms::<(Code, Username)>::checked(new).map(drop),
            ("sms", ..) => Sms::<Code>::checked(new).map(drop),
            (_, _, true) => Email::<Link>::checked("a", new).map(drop),
            _ => Email::<Code>::checked("a", new).map(drop),
        };
        assert_eq!(
            result.is_ok(),
            *is_taken,
            "{field} {:?}: {result:?}",
            text.chars().take(40).collect::<String>()
        );
        if let Err(violation) = result {
            let text = violation.to_string();
            assert!(!text.contains("\u{a0}") && text.is_ascii(), "the error quotes the text: {text}");
        }
    }
    println!("{} texts", table.len());
}

#[test]
fn the_classes_of_characters_are_those_of_unicode() {
    use GeneralCategory as C;
    for c in char::MIN..=char::MAX {
        let is_white_space = matches!(c, ' ' | '\t' | '\n' | '\u{b}' | '\u{c}' | '\r');
        let expected = match get_general_category(c) {
            C::SpaceSeparator | C::LineSeparator | C::ParagraphSeparator | C::Control => is_white_space,
            C::Format | C::PrivateUse | C::Surrogate => false,
            // Not assigned yet, or never: which, Cognito's Unicode version decides. We refuse what
            // will never be a character.
            C::Unassigned => {
                let never = matches!(u32::from(c), 0xfdd0..=0xfdef)
                    || u32::from(c) & 0xfffe == 0xfffe
                    || c == '\u{2065}';
                !never
            }
            _ => true,
        };
        assert_eq!(rules::is_allowed_in_email(c), expected, "U+{:04X}", u32::from(c));
    }
}
