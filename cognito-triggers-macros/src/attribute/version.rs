//! The version in a list: `#[pre_token_generation(V2_0, Authentication)]`.

use proc_macro2::{Ident, TokenStream, TokenTree};

use crate::tools::errors::{Errors, either};
use crate::tools::spec::Trigger;

/// The attribute of the trigger whose events have versions; a user pool's configuration picks one.
pub(super) const ATTRIBUTE: &str = "pre_token_generation";

/// The versions, by their names in the user pool's configuration.
const VERSIONS: [&str; 3] = ["V1_0", "V2_0", "V3_0"];

/// The source whose events have the last version alone.
const MACHINE: &str = "ClientCredentials";

/// The setting that decides the version, for help texts.
const POOL: &str = "the `LambdaVersion` in the user pool's `PreTokenGenerationConfig`";

/// Takes the versions off a list and returns the handler's. Takes off what only looks like a version
/// too, since it is reported here.
pub(super) fn take(
    elements: &mut Vec<Vec<TokenTree>>,
    trigger: &Trigger,
    errors: &mut Errors,
) -> Option<Ident> {
    if trigger.attribute != ATTRIBUTE {
        return None;
    }
    let is_correct = errors.is_empty();
    let mut version: Option<Ident> = None;
    elements.retain(|element| {
        if let [TokenTree::Ident(key), TokenTree::Punct(equals), value] = &element[..] {
            if key == "version" && equals.as_char() == '=' {
                let write = meant(value).unwrap_or("V2_0");
                errors.on(
                    key,
                    "the version is the first of the list, without a key",
                    format!("write `{write}`"),
                );
                return false;
            }
        }
        let [token] = &element[..] else { return true };
        let Some(meant) = meant(token) else { return true };
        match token {
            TokenTree::Ident(name) if name == meant => match &version {
                None => version = Some(name.clone()),
                Some(first) if first == name => {
                    errors.on(name, format!("`{name}` is listed twice"), "remove one of them");
                }
                Some(first) => errors.on(
                    name,
                    format!("a handler is for one version: this one lists `{first}` and `{name}`"),
                    format!("remove `{name}`, and write another handler for it"),
                ),
            },
            token => errors.on(
                token,
                format!("`{token}` is not a version of the token generation event"),
                format!("write `{meant}`"),
            ),
        }
        false
    });
    if version.is_none() && is_correct && errors.is_empty() {
        check_elements(elements, errors);
    }
    version
}

/// Returns the version that somebody meant who wrote something like it: `V2`, `v2_0`, `"V2_0"`, `2`.
fn meant(token: &TokenTree) -> Option<&'static str> {
    let text = match token {
        TokenTree::Ident(_) | TokenTree::Literal(_) => token.to_string(),
        _ => return None,
    };
    let number = text.trim_matches('"').trim_start_matches(['v', 'V', '_']);
    let [first, second, third] = VERSIONS;
    Some(match number.chars().next()?.to_digit(10)? {
        0 | 1 => first,
        2 => second,
        _ => third,
    })
}

/// Reports a list without a version on its first name. `check_without_list` reports an empty list.
fn check_elements(elements: &[Vec<TokenTree>], errors: &mut Errors) {
    if let Some(first) = elements.iter().find(|element| element.len() == 1) {
        let first: TokenStream = first.iter().cloned().collect();
        let help = format!("begin the list with {}, {POOL}: write `V2_0, {first}`", either(VERSIONS));
        errors.on(first, needs_version(), help);
    }
}

/// Reports an attribute without a list on the function's name, where its events have versions.
pub(super) fn check_without_list(trigger: &Trigger, function: &Ident, errors: &mut Errors) {
    if trigger.attribute == ATTRIBUTE {
        let help = format!("write `#[{ATTRIBUTE}(V2_0)]`, with {}: {POOL}", either(VERSIONS));
        errors.on(function, needs_version(), help);
    }
}

fn needs_version() -> String {
    format!("`#[{ATTRIBUTE}]` needs the version of the events")
}

/// Reports sources that have no events of the version.
pub(super) fn check_sources(version: Option<&Ident>, sources: &[Ident], errors: &mut Errors) {
    let Some(version) = version.filter(|version| *version != "V3_0") else { return };
    for source in sources.iter().filter(|source| *source == MACHINE) {
        errors.on(
            source,
            format!("no event of `{version}` comes from `{MACHINE}`: only those of `V3_0` do"),
            format!("write `V3_0` in place of `{version}`, or remove `{MACHINE}`"),
        );
    }
}
