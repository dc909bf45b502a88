//! The arguments after the texts: values, with names or without.

use proc_macro2::{Ident, Span, TokenTree};
use syn::parse::ParseStream;
use syn::{Expr, ExprLit, Lit, LitStr, Token};

use crate::tools::errors::error_at;

/// An argument after the texts: `value` or `name = value`.
pub(super) struct Given {
    pub(super) name: Option<Ident>,
    pub(super) value: Expr,
}

/// Reads the arguments after the texts.
pub(super) fn arguments(input: ParseStream<'_>, end: Span) -> syn::Result<Vec<Given>> {
    let mut arguments = Vec::new();
    while !input.is_empty() {
        if let Err(error) = input.parse::<Token![,]>() {
            let found = input.cursor().token_stream().into_iter().next();
            let help = match found {
                Some(TokenTree::Punct(_)) | None => "remove it, or write `, name = value`".to_owned(),
                Some(found) => format!("write a comma before `{found}`"),
            };
            return Err(error_at(error.span(), "a value comes after a comma", help));
        }
        if !input.is_empty() {
            arguments.push(Given::parse(input, end)?);
        }
    }
    Ok(arguments)
}

impl Given {
    fn parse(input: ParseStream<'_>, end: Span) -> syn::Result<Self> {
        let has_name = input.peek(syn::Ident);
        let has_colon = has_name && input.peek2(Token![:]) && !input.peek2(Token![::]);
        let has_equals = has_name && input.peek2(Token![=]) && !input.peek2(Token![==]);
        let name: Option<Ident> = if has_colon || has_equals { Some(input.parse()?) } else { None };
        if let (Some(name), true) = (&name, has_colon) {
            let colon = input.parse::<Token![:]>()?;
            return Err(error_at(colon.span, "a value is given with `=`", format!("write `{name} = ..`")));
        }
        if has_equals {
            input.parse::<Token![=]>()?;
        }
        match (input.parse(), &name) {
            (Ok(value), _) => Ok(Self { name, value }),
            (Err(_), Some(name)) if input.is_empty() || input.peek(Token![,]) => Err(error_at(
                name.span(),
                format!("`{name}` has no value"),
                format!("write a value after `{name} =`"),
            )),
            (Err(error), _) => {
                let at = if input.is_empty() { end } else { error.span() };
                Err(error_at(at, "expected a value", "write `name = value`, or remove it"))
            }
        }
    }

    /// Returns the argument if it is one more text of a message, and not a value to insert.
    pub(super) fn as_text(&self) -> Option<&LitStr> {
        match &self.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. })
                if self.name.is_none() && text.value().contains(['{', '#']) =>
            {
                Some(text)
            }
            _ => None,
        }
    }
}
