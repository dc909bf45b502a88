//! Says what to write in place of a text that is not one literal, such as `format!(..)` or a variable.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{BinOp, Expr, ExprMacro, ExprMethodCall, Lit, LitStr, Token};

use super::part::PLACEHOLDERS;
use crate::tools::tokens::{flat, shown};

/// Returns the path of a file if a text is one rather than a message.
pub(super) fn path(text: &str) -> Option<&str> {
    const ENDINGS: [&str; 12] = [
        ".html", ".htm", ".txt", ".md", ".mjml", ".hbs", ".tmpl", ".tpl", ".liquid", ".j2", ".jinja", ".ejs",
    ];
    let is_path = ENDINGS.iter().any(|ending| text.ends_with(ending))
        && !text.contains(char::is_whitespace)
        && !text.contains("{code}");
    is_path.then(|| text.trim_start_matches("./"))
}

/// Returns how a file is named as the text.
pub(super) fn file(path: &str) -> String {
    let name = if path.contains("{language}") { "files" } else { "file" };
    format!("write `{name} = \"{}\"`", path.replace('\\', "/"))
}

/// Returns what to write in place of a computed text, where that can be told.
pub(super) fn instead(found: &Expr, is_subject: bool) -> Option<String> {
    if let Some(path) = included(found) {
        return (!is_subject).then(|| format!("{}, a path from the folder of Cargo.toml", file(&path)));
    }
    if let Some(text) = literal(found) {
        return Some(format!("write `{text:?}`"));
    }
    // The texts have no names: `subject = ".."`, `html = "mails/verify.html"`.
    if let Expr::Assign(named) = found {
        let text = literal(&named.right)?;
        return Some(match path(&text).filter(|_| !is_subject) {
            Some(path) => file(path),
            None => format!("write `{text:?}`, without a name"),
        });
    }
    // Elsewhere, the text has `{code}`, which a value does not bring.
    if matches!(found, Expr::Lit(_) | Expr::Array(_) | Expr::Tuple(_) | Expr::Macro(_) | Expr::Closure(_)) {
        return None;
    }
    if let Some(word) = name(found).filter(|name| is_word(name)) {
        return is_subject.then(|| format!("write `{word:?}`"));
    }
    let value = shown(&found.to_token_stream());
    let value = if value.contains('\n') || value.len() > 60 { ".." } else { &value };
    is_subject.then(|| match name(found) {
        Some(name) => format!("write `\"{{{name}}}\"`"),
        None => format!("write `\"{{value}}\"`, and `value = {value}` after the body"),
    })
}

/// Returns the path in `include_str!("path")`, from the folder of the package.
fn included(found: &Expr) -> Option<String> {
    let Expr::Macro(ExprMacro { mac, .. }) = found else { return None };
    if mac.path.segments.last().is_none_or(|last| last.ident != "include_str") {
        return None;
    }
    // After `env!("CARGO_MANIFEST_DIR")`, the path is the last text.
    let mut from_the_end = flat(mac.tokens.clone()).into_iter().rev();
    let path = from_the_end.find_map(|token| syn::parse2::<LitStr>(token.into()).ok())?.value();
    Some(path.trim_start_matches(['.', '/']).to_owned())
}

/// Returns the literal that says what an expression computes: the texts as they are, and values in braces.
pub(super) fn literal(found: &Expr) -> Option<String> {
    match found {
        Expr::Lit(lit) => match &lit.lit {
            Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        Expr::Paren(inner) => literal(&inner.expr),
        Expr::Group(inner) => literal(&inner.expr),
        Expr::Reference(inner) => literal(&inner.expr),
        Expr::MethodCall(call) if is_text_method(call) => literal(&call.receiver),
        Expr::Call(call) if call.args.len() == 1 => {
            let function = call.func.to_token_stream().to_string().replace(' ', "");
            (function == "String::from").then(|| call.args.first().and_then(literal)).flatten()
        }
        Expr::Binary(sum) if matches!(sum.op, BinOp::Add(_)) => {
            let part = |part: &Expr| literal(part).or_else(|| name(part).map(|name| format!("{{{name}}}")));
            Some(part(&sum.left)? + &part(&sum.right)?)
        }
        Expr::Macro(ExprMacro { mac, .. }) => {
            let name = &mac.path.segments.last()?.ident;
            let arguments = arguments(mac.tokens.clone())?;
            if name == "concat" {
                return arguments.iter().map(literal).collect();
            }
            if name != "format" {
                return None;
            }
            formatted(&arguments)
        }
        _ => None,
    }
}

/// Returns a format string with the names of its arguments in it.
fn formatted(arguments: &[Expr]) -> Option<String> {
    let (text, values) = arguments.split_first()?;
    let text = literal(text)?;
    let mut pieces = text.split("{}");
    let mut filled = pieces.next()?.to_owned();
    let mut values = values.iter();
    for piece in pieces {
        filled += &format!("{{{}}}{piece}", name(values.next()?)?);
    }
    values.next().is_none().then(|| without_escapes(filled))
}

/// Writes `{code}` for the `{{code}}` or `{{####}}` of a format string, which stand for Cognito's own braces.
fn without_escapes(text: String) -> String {
    let names = PLACEHOLDERS.into_iter().map(|name| (name, name)).chain([("####", "code")]);
    names.fold(text, |text, (written, name)| {
        text.replace(&format!("{{{{{written}}}}}"), &format!("{{{name}}}"))
    })
}

/// Returns the name of a variable or constant, behind what makes it a text.
fn name(found: &Expr) -> Option<String> {
    let path = match found {
        Expr::Path(path) => path,
        Expr::Reference(inner) => return name(&inner.expr),
        Expr::MethodCall(call) if is_text_method(call) => return name(&call.receiver),
        _ => return None,
    };
    let name = path.path.get_ident()?.to_string();
    (!PLACEHOLDERS.contains(&&*name)).then_some(name)
}

/// Whether a method makes another text of the same letters.
fn is_text_method(call: &ExprMethodCall) -> bool {
    const NAMES: [&str; 6] = ["to_string", "to_owned", "into", "as_str", "as_ref", "clone"];
    call.args.is_empty() && NAMES.iter().any(|name| call.method == name)
}

/// Whether a name is rather a word without quotes: neither a variable's nor a constant's.
fn is_word(name: &str) -> bool {
    name.starts_with(char::is_uppercase) && name.contains(char::is_lowercase)
}

fn arguments(tokens: TokenStream) -> Option<Vec<Expr>> {
    let list = Punctuated::<Expr, Token![,]>::parse_terminated.parse2(tokens).ok()?;
    Some(list.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::{file, instead, path};

    #[test]
    fn a_computed_text_is_told_what_to_write() {
        for (found, help) in [
            ("\"Hello\".to_string()", "write `\"Hello\"`"),
            ("String::from(\"Hello\")", "write `\"Hello\"`"),
            ("&(\"Hello \".to_owned() + &name)", "write `\"Hello {name}\"`"),
            ("concat!(\"Hello\", \" you\")", "write `\"Hello you\"`"),
            ("format!(\"Hello {name}\")", "write `\"Hello {name}\"`"),
            ("format!(\"Hello {}, {}\", a, B)", "write `\"Hello {a}, {B}\"`"),
            ("subject", "write `\"{subject}\"`"),
            ("&subject", "write `\"{subject}\"`"),
            ("subject.as_str()", "write `\"{subject}\"`"),
            ("subject().await", "write `\"{value}\"`, and `value = subject().await` after the body"),
            ("SUBJECT", "write `\"{SUBJECT}\"`"),
            ("Hello", "write `\"Hello\"`"),
            ("subject = \"Hello\"", "write `\"Hello\"`, without a name"),
            ("code", "write `\"{value}\"`, and `value = code` after the body"),
            ("texts.subject", "write `\"{value}\"`, and `value = texts.subject` after the body"),
            ("subject(language)", "write `\"{value}\"`, and `value = subject(language)` after the body"),
        ] {
            // Outside of rustc, tokens are printed with spaces between them.
            let written = instead(&syn::parse_str(found).unwrap(), true).unwrap().replace(' ', "");
            assert_eq!(written, help.replace(' ', ""), "{found}");
        }
        for found in
            ["1", "format!(\"{}\", a, b)", "format!(\"{}\", a())", "include_str!(\"a.html\")", "b\"a\""]
        {
            assert_eq!(instead(&syn::parse_str(found).unwrap(), true), None, "{found}");
        }
        assert_eq!(instead(&syn::parse_str("body").unwrap(), false), None);
    }

    #[test]
    fn a_file_is_named_as_a_file() {
        let named = syn::parse_str("html = \"mails/a.html\"").unwrap();
        assert_eq!(instead(&named, false).as_deref(), Some("write `file = \"mails/a.html\"`"));
        for (found, help) in [
            ("include_str!(\"../mails/a.html\")", "write `file = \"mails/a.html\"`"),
            (
                "include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/mails/a.html\"))",
                "write `file = \"mails/a.html\"`",
            ),
        ] {
            let written = instead(&syn::parse_str(found).unwrap(), false).unwrap();
            assert_eq!(written, format!("{help}, a path from the folder of Cargo.toml"), "{found}");
        }
        assert_eq!(path("mails/a.html"), Some("mails/a.html"));
        assert_eq!(path("./mails/a.txt"), Some("mails/a.txt"));
        for text in ["Hello", "Your code is {code}, see a.html", "{code}.html", "1.5"] {
            assert_eq!(path(text), None, "{text}");
        }
        assert_eq!(file("mails/{language}.html"), "write `files = \"mails/{language}.html\"`");
    }
}
