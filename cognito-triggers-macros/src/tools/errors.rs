//! Mistakes: the fact and what to write, collected and reported together.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};

/// The mistakes found so far.
#[derive(Default)]
pub(crate) struct Errors(Vec<syn::Error>);

impl Errors {
    /// Reports a mistake on the tokens to change.
    pub(crate) fn on(&mut self, tokens: impl ToTokens, fact: impl AsRef<str>, help: impl AsRef<str>) {
        self.push(error_on(tokens, fact, help));
    }

    /// Reports a mistake at a place.
    pub(crate) fn at(&mut self, span: Span, fact: impl AsRef<str>, help: impl AsRef<str>) {
        self.push(error_at(span, fact, help));
    }

    /// Adds an error that is already worded.
    pub(crate) fn push(&mut self, error: syn::Error) {
        self.0.push(error);
    }

    /// Adds all of these.
    pub(crate) fn extend(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Leaves out what was said before, such as a mistake in a file that several texts put in.
    pub(crate) fn without_repetitions(mut self) -> Self {
        let mut said = Vec::new();
        self.0.retain(|error| {
            let text = error.to_string();
            let is_new = !said.contains(&text);
            said.push(text);
            is_new
        });
        self
    }

    /// Makes items that rustc reports as errors.
    pub(crate) fn into_items(self) -> TokenStream {
        self.0.iter().map(syn::Error::to_compile_error).collect()
    }

    /// Makes an expression that rustc reports as errors. It has whatever type its place wants, and it
    /// might return, so rustc neither finds a wrong type nor warns of unreachable code around it.
    pub(crate) fn into_expression(self) -> TokenStream {
        let errors = self.into_items();
        quote!({
            #errors
            match ::core::option::Option::None {
                ::core::option::Option::Some(any) => any,
                ::core::option::Option::None => ::core::unreachable!(),
            }
        })
    }

    #[cfg(test)]
    pub(crate) fn messages(&self) -> Vec<String> {
        self.0.iter().map(ToString::to_string).collect()
    }
}

impl IntoIterator for Errors {
    type Item = syn::Error;
    type IntoIter = std::vec::IntoIter<syn::Error>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// Words an error on the tokens to change.
pub(crate) fn error_on(tokens: impl ToTokens, fact: impl AsRef<str>, help: impl AsRef<str>) -> syn::Error {
    syn::Error::new_spanned(tokens, text(fact, help))
}

/// Words an error at a place.
pub(crate) fn error_at(span: Span, fact: impl AsRef<str>, help: impl AsRef<str>) -> syn::Error {
    syn::Error::new(span, text(fact, help))
}

fn text(fact: impl AsRef<str>, help: impl AsRef<str>) -> String {
    format!("{}\nhelp: {}", fact.as_ref(), help.as_ref())
}

/// Lists names as "`a`, `b` or `c`".
pub(crate) fn either<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use proc_macro2::Span;

    use super::{Errors, either};

    #[test]
    fn names_are_listed_with_or_before_the_last() {
        assert_eq!(either(["a", "b", "c"]), "`a`, `b` or `c`");
        assert_eq!(either(["a", "b"]), "`a` or `b`");
        assert_eq!(either(["a"]), "`a`");
        assert_eq!(either([]), "");
    }

    #[test]
    fn every_mistake_is_reported_in_order() {
        let mut errors = Errors::default();
        errors.at(Span::call_site(), "first", "write `a`");
        errors.at(Span::call_site(), "second", "write `b`");
        assert_eq!(errors.messages(), ["first\nhelp: write `a`", "second\nhelp: write `b`"]);
        let expression = errors.into_expression().to_string();
        syn::parse_str::<syn::Expr>(&expression).unwrap();
        assert!(expression.find("first").unwrap() < expression.find("second").unwrap(), "{expression}");
    }
}
