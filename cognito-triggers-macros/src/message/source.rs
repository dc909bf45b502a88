//! Where a text comes from: a literal, or for a body a file beside the crate's manifest.

use std::path::Path;

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::parse::ParseStream;
use syn::{LitStr, Token};

use super::template::{self, Mistake, Part};
use crate::tools::errors::Errors;

/// A text with `{..}` in it.
pub(crate) struct Source {
    /// The text, or the path of the file: what errors are reported at.
    pub(crate) literal: LitStr,
    /// The text.
    pub(crate) content: String,
    is_file: bool,
}

impl Source {
    pub(crate) fn of_literal(literal: LitStr) -> Self {
        Self { content: literal.value(), literal, is_file: false }
    }

    /// Reads `file = "path"`, if that is what comes.
    pub(crate) fn of_file(input: ParseStream<'_>) -> syn::Result<Option<Self>> {
        if !(input.peek(syn::Ident)
            && input.peek2(Token![=])
            && input.fork().parse::<syn::Ident>()? == "file")
        {
            return Ok(None);
        }
        let name: syn::Ident = input.parse()?;
        input.parse::<Token![=]>()?;
        let literal: LitStr = input.parse().map_err(|_| {
            syn::Error::new(
                name.span(),
                "`file` is the path of a file\nhelp: write `file = \"templates/invite.html\"`",
            )
        })?;
        let content = read(&literal.value())
            .map_err(|(fact, help)| syn::Error::new(literal.span(), format!("{fact}\nhelp: {help}")))?;
        Ok(Some(Self { literal, content, is_file: true }))
    }

    /// Takes the text apart.
    pub(crate) fn parts(&self) -> Result<Vec<Part>, Mistake> {
        if self.is_file { template::parse_file(&self.content) } else { template::parse(&self.content) }
    }

    /// Passes mistakes on, with the file's name where there is one and in its notation.
    pub(crate) fn report(&self, mistakes: Errors, errors: &mut Errors) {
        for mistake in mistakes {
            errors.push(if self.is_file { self.in_file(&mistake) } else { mistake });
        }
    }

    fn in_file(&self, mistake: &syn::Error) -> syn::Error {
        let mut text = mistake.to_string();
        for name in template::PLACEHOLDERS.into_iter().chain(["value"]) {
            text = text.replace(&format!("`{{{name}}}`"), &format!("`{{{{ {name} }}}}`"));
        }
        syn::Error::new(mistake.span(), format!("{}: {text}", self.literal.value()))
    }

    /// Has rustc know the file, so that editing it builds again.
    pub(crate) fn dependency(&self) -> Option<TokenStream> {
        let path = &self.literal;
        self.is_file.then(|| {
            quote! {
                const _: &::core::primitive::str = ::core::include_str!(
                    ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/", #path)
                );
            }
        })
    }

    pub(crate) fn span(&self) -> Span {
        self.literal.span()
    }
}

fn read(path: &str) -> Result<String, Mistake> {
    let help = || "name a file relative to the folder of Cargo.toml".to_owned();
    let folder = std::env::var_os("CARGO_MANIFEST_DIR")
        .ok_or_else(|| ("the folder of Cargo.toml is not known".to_owned(), "build with cargo".to_owned()))?;
    let text = std::fs::read_to_string(Path::new(&folder).join(path));
    text.map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => (format!("there is no file `{path}`"), help()),
        std::io::ErrorKind::InvalidData => {
            (format!("`{path}` is not UTF-8 text"), "save it as UTF-8".to_owned())
        }
        _ => (format!("`{path}` cannot be read: {error}"), help()),
    })
}
