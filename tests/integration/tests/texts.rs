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
            // The other implementation has Unicode 16.0, and ours 17.0.
            C::Unassigned if is_new_in_17(c) => true,
            C::Format | C::PrivateUse | C::Surrogate | C::Unassigned => false,
            _ => true,
        };
        assert_eq!(rules::is_allowed_in_email(c), expected, "U+{:04X}", u32::from(c));
    }
}

/// What Unicode 17.0 added, from its `DerivedAge.txt`.
fn is_new_in_17(c: char) -> bool {
    matches!(u32::from(c), 0x88f | 0xc5c | 0xcdc | 0x1acf..=0x1add | 0x1ae0..=0x1aeb | 0x20c1 | 0x2b96 | 0xa7ce..=0xa7cf | 0xa7d2 | 0xa7d4 | 0xa7f1 | 0xfbc3..=0xfbd2 | 0xfd90..=0xfd91 | 0xfdc8..=0xfdce | 0x10940..=0x10959 | 0x10ec5..=0x10ec7 | 0x10ed0..=0x10ed8 | 0x10efa..=0x10efb | 0x11b60..=0x11b67 | 0x11db0..=0x11ddb | 0x11de0..=0x11de9 | 0x16ea0..=0x16eb8 | 0x16ebb..=0x16ed3 | 0x16ff2..=0x16ff6 | 0x187f8..=0x187ff | 0x18d09..=0x18d1e | 0x18d80..=0x18df2 | 0x1ccfa..=0x1ccfc | 0x1ceba..=0x1ced0 | 0x1cee0..=0x1cef0 | 0x1e6c0..=0x1e6de | 0x1e6e0..=0x1e6f5 | 0x1e6fe..=0x1e6ff | 0x1f6d8 | 0x1f777..=0x1f77a | 0x1f8d0..=0x1f8d8 | 0x1fa54..=0x1fa57 | 0x1fa8a | 0x1fa8e | 0x1fac8 | 0x1facd | 0x1faea | 0x1faef | 0x1fbfa | 0x2b73a..=0x2b73f | 0x2cea2..=0x2cead | 0x323b0..=0x33479)
}
