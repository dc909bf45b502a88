//! The origin of a text: a literal or, for a body, a file beside the crate's manifest.

use std::io::ErrorKind;
use std::path::Path;

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::parse::ParseStream;
use syn::{Ident, LitStr, Token};

use super::part::{Mistake, PLACEHOLDERS, Part};
use super::template;
use crate::tools::errors::{Errors, error_at};

/// A text with `{..}` in it.
pub(super) struct Source {
    /// The text, or the path of its file. Mistakes are reported here.
    pub(super) literal: LitStr,
    /// The text.
    pub(super) content: String,
    is_file: bool,
}

impl Source {
    pub(super) fn of_literal(literal: LitStr) -> Self {
        Self { content: literal.value(), literal, is_file: false }
    }

    /// Reads `file = "path"` and the file, or returns `None` where other tokens come.
    pub(super) fn of_file(input: ParseStream<'_>) -> syn::Result<Option<Self>> {
        if !(input.peek(Ident) && input.peek2(Token![=]) && input.fork().parse::<Ident>()? == "file") {
            return Ok(None);
        }
        let name: Ident = input.parse()?;
        input.parse::<Token![=]>()?;
        let literal: LitStr = input.parse().map_err(|_| {
            let help = "write `file = \"templates/invite.html\"`";
            error_at(name.span(), "`file` is the path of a file", help)
        })?;
        let content = read(&literal.value()).map_err(|(fact, help)| error_at(literal.span(), fact, help))?;
        Ok(Some(Self { literal, content, is_file: true }))
    }

    /// Splits the text into parts, and reports the first mistake.
    pub(super) fn parts(&self, errors: &mut Errors) -> Option<Vec<Part>> {
        let parts =
            if self.is_file { template::parse_file(&self.content) } else { template::parse(&self.content) };
        let mut mistakes = Errors::default();
        let parts = parts.map_err(|(fact, help)| mistakes.on(&self.literal, fact, help)).ok();
        self.report(mistakes, errors);
        parts
    }

    /// Passes on mistakes in the text. Those in a file get the file's name and its notation.
    pub(super) fn report(&self, mistakes: Errors, errors: &mut Errors) {
        for mistake in mistakes {
            errors.push(if self.is_file { self.in_file(&mistake) } else { mistake });
        }
    }

    fn in_file(&self, mistake: &syn::Error) -> syn::Error {
        let mut text = mistake.to_string();
        for name in
            PLACEHOLDERS.into_iter().chain(["value", "link:text", "link:Confirm", "link:Confirm my address"])
        {
            text = text.replace(&format!("`{{{name}}}`"), &format!("`{{{{ {name} }}}}`"));
        }
        syn::Error::new(mistake.span(), format!("{}: {text}", self.literal.value()))
    }

    /// Makes the file a dependency of the build, so that a change of it builds the crate again.
    pub(super) fn dependency(&self) -> Option<TokenStream> {
        let path = &self.literal;
        self.is_file.then(|| {
            quote! {
                const _: &::core::primitive::str = ::core::include_str!(
                    ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/", #path)
                );
            }
        })
    }

    /// Whether the text is a file's, in which doubled braces stand around a value.
    pub(super) fn is_file(&self) -> bool {
        self.is_file
    }

    pub(super) fn span(&self) -> Span {
        self.literal.span()
    }
}

fn read(path: &str) -> Result<String, Mistake> {
    let help = || "name a file relative to the folder of Cargo.toml".to_owned();
    let folder = std::env::var_os("CARGO_MANIFEST_DIR")
        .ok_or_else(|| ("the folder of Cargo.toml is not known".to_owned(), "build with cargo".to_owned()))?;
    let text = std::fs::read_to_string(Path::new(&folder).join(path));
    text.map_err(|error| match error.kind() {
        ErrorKind::NotFound => (format!("there is no file `{path}`"), help()),
        ErrorKind::InvalidData => (format!("`{path}` is not UTF-8 text"), "save it as UTF-8".to_owned()),
        _ => (format!("`{path}` cannot be read: {error}"), help()),
    })
}
