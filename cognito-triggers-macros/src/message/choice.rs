//! The choice among the languages of a message, as it is written.

use quote::ToTokens as _;
use syn::{Expr, ExprLit, Ident, Lit, LitStr};

use super::arguments::Given;
use crate::tools::errors::{Errors, error_on};
use crate::tools::tokens::shown;

/// The choice of a language when the message is made.
pub(super) struct Choice {
    /// The path with `{language}` in it.
    pub(super) files: LitStr,
    /// The tags. The first is the default.
    pub(super) languages: Vec<LitStr>,
    /// The expression of the tag that is asked for.
    pub(super) language: Expr,
    /// The values that some languages do without.
    pub(super) in_some: Vec<Ident>,
}

impl Choice {
    /// Takes `languages = [..]`, `language = ..` and `in_some_languages = [..]` out of the arguments.
    pub(super) fn take(given: &mut Vec<Given>, files: &LitStr, errors: &mut Errors) -> Option<Self> {
        let mut take = |wanted: &str| {
            let at = given.iter().position(|given| given.name.as_ref().is_some_and(|name| name == wanted))?;
            Some(given.remove(at).value)
        };
        let (languages, language, in_some) = (take("languages"), take("language"), take("in_some_languages"));
        let Some(languages) = languages else {
            errors.on(
                files,
                "the files' languages are not listed",
                "write `languages = [\"en\", \"de\"]` after the files; the first is the default",
            );
            return None;
        };
        let Some(language) = language else {
            let list = shown(&languages.to_token_stream());
            let help = match ungrouped(&languages) {
                Expr::Path(_) => format!("write `language = event.language({list})` after the files"),
                _ => format!(
                    "write `languages = LANGUAGES, language = event.language(LANGUAGES)` after the files, and `cognito_triggers::languages!(LANGUAGES = {list});` before the function"
                ),
            };
            errors.on(files, "nothing says which language to take", help);
            return None;
        };
        let languages = tags(&languages).map_err(|error| errors.push(error)).ok()?;
        let in_some = in_some.map_or(Some(Vec::new()), |list| names(&list, errors))?;
        Some(Self { files: files.clone(), languages, language, in_some })
    }
}

/// Reads a list of language tags.
pub(super) fn tags(list: &Expr) -> syn::Result<Vec<LitStr>> {
    let help = "write a list such as `[\"en\", \"pt-BR\"]`";
    let Expr::Array(array) = ungrouped(list) else {
        return Err(error_on(
            list,
            "`languages` is a list of language tags, or the name of one from `languages!`",
            help,
        ));
    };
    let mut tags: Vec<LitStr> = Vec::new();
    for element in &array.elems {
        let Expr::Lit(ExprLit { lit: Lit::Str(tag), .. }) = ungrouped(element) else {
            return Err(error_on(element, "a language is its tag", help));
        };
        let value = tag.value();
        let mut subtags = value.split('-');
        let is_tag = subtags.next().is_some_and(|first| {
            (2..=8).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_alphabetic())
        }) && subtags.all(|subtag| {
            (1..=8).contains(&subtag.len()) && subtag.bytes().all(|b| b.is_ascii_alphanumeric())
        });
        if !is_tag {
            return Err(error_on(
                tag,
                format!("`{value}` is not a language tag"),
                "write one such as `en`, `pt-BR` or `zh-Hant`",
            ));
        }
        if tags.iter().any(|earlier| earlier.value().eq_ignore_ascii_case(&value)) {
            return Err(error_on(tag, format!("`{value}` is listed twice"), "remove one of them"));
        }
        tags.push(tag.clone());
    }
    if tags.is_empty() {
        return Err(error_on(list, "the list has no language", help));
    }
    Ok(tags)
}

/// Reads a list of names.
fn names(list: &Expr, errors: &mut Errors) -> Option<Vec<Ident>> {
    let name = |expr: &Expr| match ungrouped(expr) {
        Expr::Path(path) => path.path.get_ident().cloned(),
        _ => None,
    };
    let found = match ungrouped(list) {
        Expr::Array(array) => array.elems.iter().map(name).collect(),
        _ => None,
    };
    if found.is_none() {
        errors.on(list, "`in_some_languages` is a list of values' names", "write `[name]`");
    }
    found
}

/// Returns what a macro by example passes on for a `$fragment`.
fn ungrouped(mut expr: &Expr) -> &Expr {
    while let Expr::Group(group) = expr {
        expr = &group.expr;
    }
    expr
}
