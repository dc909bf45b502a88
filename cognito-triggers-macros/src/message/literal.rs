//! Where the texts of a message come from, as it is written: literals, `file = ..` or `files = ..`.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;
use syn::parse::ParseStream;
use syn::{Expr, ExprCall, LitStr, Token};

use super::computed;
use crate::tools::errors::{error_at, error_on};

/// The origin of a message's last text, as it is written.
pub(super) enum Origin {
    Literal(LitStr),
    /// `file = "path"`.
    File(LitStr),
    /// `files = "path/{language}.html"`.
    Files(LitStr),
}

impl Origin {
    /// Reads `file = "path"` or `files = "path"`, or returns `None` where other tokens come.
    pub(super) fn of_file(input: ParseStream<'_>) -> syn::Result<Option<Self>> {
        if !(input.peek(syn::Ident) && input.peek2(Token![=]) && !input.peek2(Token![==])) {
            return Ok(None);
        }
        let name = input.fork().parse::<Ident>()?;
        let is_one = name == "file";
        if !is_one && name != "files" {
            return Ok(None);
        }
        input.parse::<Ident>()?;
        input.parse::<Token![=]>()?;
        let unquoted = unquoted(input);
        let literal: LitStr = input.parse().map_err(|_| {
            if let Some((tokens, path)) = unquoted {
                let help = format!("write `{name} = \"{path}\"`");
                error_on(quote!(#name = #tokens), "the path has no quotes", help)
            } else {
                let example = if is_one { "invite.html" } else { "invite/{language}.html" };
                let found = input.fork().parse::<Expr>().ok();
                let path = found.as_ref().and_then(computed::literal).filter(|path| !path.contains('{'));
                let help = match path {
                    Some(path) => format!("write `{path:?}`"),
                    None => format!("write the path itself, such as `{name} = \"mails/{example}\"`"),
                };
                let fact =
                    "the path is one string literal, since the file is read when the program is compiled";
                match found {
                    Some(found) => error_on(found, fact, help),
                    None => error_at(input.span(), fact, help),
                }
            }
        })?;
        let has_language = literal.value().contains("{language}");
        match (is_one, has_language) {
            (true, true) => Err(error_on(
                &literal,
                "`{language}` stands for a file of each language, but `file` takes one file",
                format!(
                    "write `files = {:?}`, then `languages = [\"en\", \"de\"], language = language`",
                    literal.value()
                ),
            )),
            (false, false) => Err(error_on(
                literal,
                "the path does not say where the language stands",
                "write `{language}` in it, as in `files = \"mails/invite/{language}.html\"`",
            )),
            (true, false) => Ok(Some(Self::File(literal))),
            (false, true) => Ok(Some(Self::Files(literal))),
        }
    }
}

/// Finds a path without quotes, such as `mails/verify.html`.
fn unquoted(input: ParseStream<'_>) -> Option<(TokenStream, String)> {
    let tokens = input.fork().parse::<TokenStream>().ok()?;
    let is_part = |token: &TokenTree| !matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',');
    let tokens: TokenStream = tokens.into_iter().take_while(is_part).collect();
    let text: String = tokens.clone().into_iter().map(|token| token.to_string()).collect();
    let path = computed::path(&text).filter(|path| !path.contains('"'))?.to_owned();
    Some((tokens, path))
}

/// A macro, as help texts name it.
pub(super) struct Names {
    name: &'static str,
    example: &'static str,
    /// The function that takes computed texts.
    checked: &'static str,
}

pub(super) const EMAIL: Names =
    Names { name: "email!", example: "email!(\"subject\", \"body with {code}\")", checked: "Email::checked" };

pub(super) const SMS: Names =
    Names { name: "sms!", example: "sms!(\"text with {code}\")", checked: "Sms::checked" };

/// Reads a text, which is `what` in the messages.
pub(super) fn literal(input: ParseStream<'_>, end: Span, what: &str, names: &Names) -> syn::Result<LitStr> {
    let Names { name, example, checked } = names;
    if input.is_empty() {
        return Err(error_at(end, format!("{what} is missing"), format!("write `{example}`")));
    }
    let is_subject = what == "the subject";
    if input.peek(LitStr) && !input.peek2(Token![+]) && !input.peek2(Token![.]) {
        let literal: LitStr = input.parse()?;
        if !literal.suffix().is_empty() {
            let fact = format!("{what} has the suffix `{}`", literal.suffix());
            return Err(error_at(literal.span(), fact, "remove it"));
        }
        let text = literal.value();
        return match computed::path(&text).filter(|_| !is_subject) {
            Some(path) => {
                let fact = format!("{what} is the path of a file, which Cognito would send as it is");
                Err(error_on(literal, fact, computed::file(path)))
            }
            None => Ok(literal),
        };
    }
    let found = match input.parse::<Expr>() {
        // Where rustc expects a `Result` or an `Option`, it proposes to write `Ok` or `Some` here.
        Ok(Expr::Call(call)) => {
            if let Some(wrapper) = wrapper(&call) {
                let fact = format!("`{wrapper}` goes around the message, not around its text");
                return Err(error_on(&call.func, fact, format!("write `{wrapper}({name}(..))`")));
            }
            Expr::Call(call)
        }
        Ok(found) => found,
        Err(error) => {
            let at = if input.is_empty() { end } else { error.span() };
            return Err(error_at(at, format!("expected {what}"), format!("write `{example}`")));
        }
    };
    if matches!(&found, Expr::Path(path) if path.path.is_ident("file")) {
        let help = "write `file = \"templates/welcome.html\"`";
        return Err(error_on(found, "expected `=` after `file`", help));
    }
    let help = computed::instead(&found, is_subject).unwrap_or_else(|| {
        format!(
            "write `{example}`; a value goes into it as `{{value}}`, and `{checked}` takes a text from elsewhere"
        )
    });
    let fact = format!("{what} is one string literal, which is checked when the program is compiled");
    Err(error_on(found, fact, help))
}

/// Returns `Ok` or `Some` if that is what the call makes.
fn wrapper(call: &ExprCall) -> Option<&'static str> {
    let Expr::Path(path) = &*call.func else { return None };
    ["Ok", "Some"].into_iter().find(|name| path.path.is_ident(name))
}

/// Reads the comma after the subject.
pub(super) fn comma(input: ParseStream<'_>, end: Span, subject: &LitStr) -> syn::Result<()> {
    let help = format!("write `{}`", EMAIL.example);
    if input.is_empty() {
        if let Some(path) = computed::path(&subject.value()) {
            let fact = "the body is missing, and the subject is the path of a file";
            return Err(error_on(subject, fact, computed::file(path)));
        }
        return Err(error_at(end, "the body is missing", help));
    }
    let comma = input.parse::<Token![,]>();
    comma
        .map(drop)
        .map_err(|error| error_at(error.span(), "there is no comma between the subject and the body", help))
}
