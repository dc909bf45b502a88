//! The values that texts insert: arguments, and variables of the caller.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::LitStr;

use super::input::Given;
use super::template::{Argument, PLACEHOLDERS};
use crate::tools::errors::Errors;

/// The values that the texts insert.
pub(super) struct Values<'a> {
    given: &'a [Given],
    used: Vec<bool>,
    next: usize,
    /// Variables of the caller, by name.
    captured: Vec<Ident>,
    /// A text asks for more than is given, or could not be read.
    pub(super) lacks_value: bool,
}

impl<'a> Values<'a> {
    pub(super) fn new(given: &'a [Given]) -> Self {
        Self { given, used: vec![false; given.len()], next: 0, captured: Vec::new(), lacks_value: false }
    }

    /// Makes an argument of the text a position or the name of a variable.
    pub(super) fn resolve(&mut self, argument: &mut Argument, at: &LitStr, errors: &mut Errors) {
        let asked = match argument {
            Argument::Position(position) => Some(*position),
            _ => None,
        };
        let index = match argument {
            Argument::Next => {
                self.next += 1;
                self.next - 1
            }
            Argument::Position(position) => *position,
            Argument::Name(name) => {
                match self.given.iter().position(|given| given.name.as_ref().is_some_and(|n| n == name)) {
                    Some(index) => index,
                    None => return self.capture(name, at.span()),
                }
            }
        };
        *argument = Argument::Position(index);
        if let Some(used) = self.used.get_mut(index) {
            *used = true;
            return;
        }
        self.lacks_value = true;
        let asked = asked.map_or_else(|| "{}".to_owned(), |position: usize| format!("{{{position}}}"));
        let fact = match self.given.len() {
            0 => format!("`{asked}` inserts a value, and none is given"),
            1 => format!("`{asked}` inserts another value than the one that is given"),
            given => format!("`{asked}` inserts another value than the {given} that are given"),
        };
        errors.on(at, fact, "write `{code}` for the code, and `{name}` for the variable `name`");
    }

    pub(super) fn capture(&mut self, name: &str, span: Span) {
        if !self.captured.iter().any(|ident| ident == name) {
            self.captured.push(Ident::new(name, span));
        }
    }

    pub(super) fn check_all_used(&self, errors: &mut Errors) {
        for (index, (given, used)) in self.given.iter().zip(&self.used).enumerate() {
            let earlier =
                self.given[..index].iter().any(|other| other.name.is_some() && other.name == given.name);
            if let (Some(name), true) = (&given.name, earlier) {
                errors.on(name, format!("`{name}` is given twice"), "remove one of them");
                continue;
            }
            let placeholder = given.name.as_ref().filter(|name| PLACEHOLDERS.iter().any(|p| name == p));
            if let Some(name) = placeholder {
                errors.on(
                    name,
                    format!("`{{{name}}}` is replaced by Cognito, and takes no value"),
                    format!(
                        "name the argument otherwise, such as `my_{name} = ..`, and write `{{my_{name}}}`"
                    ),
                );
            } else if !used && !self.lacks_value {
                match &given.name {
                    Some(name) => errors.on(
                        name,
                        format!("the value `{name}` is not used"),
                        format!("write `{{{name}}}` where it goes, or remove it"),
                    ),
                    None => errors.on(
                        &given.value,
                        "the value is not used",
                        "write `{}` where it goes, or remove it",
                    ),
                }
            }
        }
    }

    /// Where an argument of the text stands among the bound values.
    pub(super) fn index(&self, argument: &Argument) -> syn::Index {
        let index = match argument {
            Argument::Position(position) => *position,
            Argument::Next => self.given.len(),
            Argument::Name(name) => {
                self.given.len() + self.captured.iter().position(|ident| ident == name).unwrap_or(0)
            }
        };
        syn::Index { index: u32::try_from(index).unwrap_or(u32::MAX), span: Span::mixed_site() }
    }

    /// Evaluates the values, each once and in order, before what is made of them. The message has
    /// the span of its text: so does what rustc says about it.
    pub(super) fn bind(
        &self,
        krate: &TokenStream,
        message: &str,
        make: &TokenStream,
        at: Span,
    ) -> TokenStream {
        // `$crate` keeps its own span, so nothing that rustc may underline starts with it.
        let (function, alias) = (format_ident!("{message}"), format_ident!("__{message}", span = at));
        let [part, code, username, link, html, text] =
            ["__Part", "__Code", "__Username", "__Link", "__html", "__text"]
                .map(|alias| Ident::new(alias, at));
        let make = quote! {
            #[allow(unused_imports)]
            use #krate::{
                check::{#function as #alias, html_value as #html, text_value as #text},
                custom_message::{Code as #code, Link as #link, Part as #part, Username as #username},
            };
            #make
        };
        if self.given.is_empty() && self.captured.is_empty() {
            return quote_spanned!(at=> { #make });
        }
        let given = self.given.iter().map(|given| {
            let value = &given.value;
            let (first, last) = crate::tools::carets::ends(&value.to_token_stream());
            let value = quote_spanned!(last=> (#value));
            quote_spanned!(first=> &#value)
        });
        let captured = self.captured.iter().map(|name| quote_spanned!(name.span()=> &#name));
        let values = values_ident(at);
        quote_spanned!(at=> match (#(#given,)* #(#captured,)*) { #values => { #make } })
    }
}

/// The values, where only code of the macro's is in scope.
pub(super) fn values_ident(at: Span) -> Ident {
    Ident::new("__values", at)
}
