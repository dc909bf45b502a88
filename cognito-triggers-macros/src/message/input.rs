//! Texts and arguments as the user wrote them.

use proc_macro2::{Ident, Span, TokenTree};
use quote::ToTokens;
use syn::parse::ParseStream;
use syn::{Expr, LitStr, Token};

/// What to write, for help texts.
pub(super) const EMAIL: &str = "email!(\"subject\", \"body with {code}\")";
/// The same for an SMS.
pub(super) const SMS: &str = "sms!(\"text with {code}\")";

fn mistake(at: Span, fact: &str, help: &str) -> syn::Error {
    syn::Error::new(at, format!("{fact}\nhelp: {help}"))
}

pub(super) fn literal(input: ParseStream<'_>, end: Span, what: &str, example: &str) -> syn::Result<LitStr> {
    if input.is_empty() {
        return Err(mistake(end, &format!("{what} is missing"), &format!("write `{example}`")));
    }
    let found = if input.peek(LitStr) {
        let literal: LitStr = input.parse()?;
        if !literal.suffix().is_empty() {
            let fact = format!("{what} has the suffix `{}`", literal.suffix());
            return Err(mistake(literal.span(), &fact, "remove it"));
        }
        if !input.peek(Token![+]) && !input.peek(Token![.]) {
            return Ok(literal);
        }
        literal.into_token_stream()
    } else {
        match input.parse::<Expr>() {
            // Where rustc expects a `Result`, it proposes this.
            Ok(Expr::Call(call)) if matches!(&*call.func, Expr::Path(path) if path.path.is_ident("Ok")) => {
                let name = example.split('(').next().unwrap_or_default();
                return Err(syn::Error::new_spanned(
                    &call.func,
                    format!(
                        "`Ok` goes around the message, not around its text\nhelp: write `Ok({name}(..))`"
                    ),
                ));
            }
            Ok(found) => found.into_token_stream(),
            Err(error) => {
                let at = if input.is_empty() { end } else { error.span() };
                return Err(mistake(at, &format!("expected {what}"), &format!("write `{example}`")));
            }
        }
    };
    if found.to_string() == "file" {
        let help = "write `file = \"templates/welcome.html\"`";
        return Err(syn::Error::new_spanned(found, format!("expected `=` after `file`\nhelp: {help}")));
    }
    let checked = if example == SMS { "Sms::checked" } else { "Email::checked" };
    Err(syn::Error::new_spanned(
        found,
        format!(
            "{what} is one string literal, which is checked when the program is compiled\nhelp: write `{example}`; a value goes into it as `{{value}}`, and `{checked}` takes a text from elsewhere"
        ),
    ))
}

pub(super) fn comma(input: ParseStream<'_>, end: Span) -> syn::Result<()> {
    if input.is_empty() {
        return Err(mistake(end, "the body is missing", &format!("write `{EMAIL}`")));
    }
    match input.parse::<Token![,]>() {
        Ok(_) => Ok(()),
        Err(error) => Err(mistake(
            error.span(),
            "there is no comma between the subject and the body",
            &format!("write `{EMAIL}`"),
        )),
    }
}

/// An argument after the texts: `value` or `name = value`.
pub(super) struct Given {
    pub(super) name: Option<Ident>,
    pub(super) value: Expr,
}

impl Given {
    fn parse(input: ParseStream<'_>, end: Span) -> syn::Result<Self> {
        let named = input.peek(syn::Ident) && input.peek2(Token![=]) && !input.peek2(Token![==]);
        let colon = input.peek(syn::Ident) && input.peek2(Token![:]) && !input.peek2(Token![::]);
        let name = if named || colon {
            let name: Ident = input.parse()?;
            if colon {
                let colon = input.parse::<Token![:]>()?;
                let fact = "a value is given with `=`";
                return Err(mistake(colon.span, fact, &format!("write `{name} = ..`")));
            }
            input.parse::<Token![=]>()?;
            Some(name)
        } else {
            None
        };
        match (input.parse(), &name) {
            (Ok(value), _) => Ok(Self { name, value }),
            (Err(_), Some(name)) if input.is_empty() || input.peek(Token![,]) => Err(mistake(
                name.span(),
                &format!("`{name}` has no value"),
                &format!("write `{name} = value`"),
            )),
            (Err(error), _) => {
                let at = if input.is_empty() { end } else { error.span() };
                Err(mistake(at, "expected a value", "write `name = value`, or remove it"))
            }
        }
    }

    /// A text, which is no value to insert.
    pub(super) fn as_text(&self) -> Option<&LitStr> {
        match &self.value {
            Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. })
                if self.name.is_none() && text.value().contains(['{', '#']) =>
            {
                Some(text)
            }
            _ => None,
        }
    }
}

pub(super) fn arguments(input: ParseStream<'_>, end: Span) -> syn::Result<Vec<Given>> {
    let mut arguments = Vec::new();
    while !input.is_empty() {
        if let Err(error) = input.parse::<Token![,]>() {
            let found = input.cursor().token_stream().into_iter().next();
            let help = match found {
                Some(TokenTree::Punct(_)) | None => "remove it, or write `, name = value`".to_owned(),
                Some(found) => format!("write a comma before `{found}`"),
            };
            return Err(mistake(error.span(), "a value comes after a comma", &help));
        }
        if !input.is_empty() {
            arguments.push(Given::parse(input, end)?);
        }
    }
    Ok(arguments)
}
