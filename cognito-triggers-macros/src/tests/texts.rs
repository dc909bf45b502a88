//! Checks literals and files against the rules.

#[path = "../../tests/shared/texts.rs"]
mod shared;

use quote::quote;

use super::Macro;

/// Returns the text of the first error in an expansion.
fn error(which: Macro, input: proc_macro2::TokenStream) -> Option<String> {
    let expansion = which.expand(input).to_string();
    let (_, message) = expansion.split_once("compile_error ! {")?;
    Some(message.split_once('}').map_or(message, |(text, _)| text).to_owned())
}

#[test]
fn literals_get_the_verdict_of_the_table() {
    for (field, text, is_taken) in shared::texts() {
        let result = match field {
            "subject" => {
                // In a literal, braces are doubled; the table's subjects have none.
                error(Macro::Email, quote!(#text, "{code}"))
            }
            "sms" => error(Macro::Sms, quote!(#text)),
            _ => error(Macro::Email, quote!("a", #text)),
        };
        let start: String = text.chars().take(40).collect();
        assert_eq!(result.is_none(), is_taken, "{field} {start:?}: {result:?}");
    }
}

#[test]
fn mistakes_in_files_name_file_line_and_column() {
    for (file, expected) in [
        (
            "nbsp.html",
            "tests/shared/nbsp.html:2:21: the e-mail's body has U+00A0 NO-BREAK SPACE, a space separator",
        ),
        ("not_a_name.html", "tests/shared/not_a_name.html:2:4: `{{ na me }}` is not the name of a value"),
        ("unclosed.html", "tests/shared/unclosed.html:2:4: `{{` has no `}}`"),
        ("no_code.html", "tests/shared/no_code.html:1:28: the e-mail's body has no `{{ code }}`"),
        ("none.html", "there is no file `tests/shared/none.html`"),
    ] {
        let path = format!("tests/shared/{file}");
        let expansion = Macro::Email.expand(quote!("Welcome", file = #path)).to_string();
        assert!(expansion.contains(expected), "{file}: {expansion}");
    }
}

#[test]
fn a_file_is_a_dependency_of_the_build() {
    let expansion =
        Macro::Email.expand(quote!("Welcome", file = "tests/shared/good.html", name = 1)).to_string();
    assert!(expansion.contains("include_bytes !"), "{expansion}");
    assert!(expansion.contains("body { margin: 0 }"), "{expansion}");
    assert!(!expansion.contains("compile_error"), "{expansion}");
}

#[test]
fn a_part_is_a_dependency_too() {
    let expansion = Macro::Email.expand(quote!(file = "tests/shared/whole.html", name = 1)).to_string();
    for file in ["whole.html", "good.html"] {
        assert!(expansion.contains(&format!("\"/\" , \"tests/shared/{file}\"")), "{file}: {expansion}");
    }
    assert!(expansion.contains("Text (\"Hello, \")"), "{expansion}");
    assert!(!expansion.contains("compile_error"), "{expansion}");
}
