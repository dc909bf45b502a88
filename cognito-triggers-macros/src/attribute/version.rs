//! The version in a list: `#[pre_token_generation(V2_0, Authentication)]`.

use proc_macro2::{Ident, TokenStream, TokenTree};

use crate::tools::errors::{Errors, either};
use crate::tools::spec::Trigger;

/// The trigger whose events have versions: a user pool's configuration picks one.
pub(crate) const ATTRIBUTE: &str = "pre_token_generation";

/// The versions, by their names in that configuration.
const VERSIONS: [&str; 3] = ["V1_0", "V2_0", "V3_0"];

/// The one source that only events of the last version come from.
const MACHINE: &str = "ClientCredentials";

/// Takes the versions off a list, and gives the one that the handler is for. What looks like a
/// version and is none is taken off too.
pub(crate) fn take(
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
        missing(elements, errors);
    }
    version
}

/// The version that somebody meant who wrote something like one: `V2`, `v2_0`, `"V2_0"`, `2`.
fn meant(token: &TokenTree) -> Option<&'static str> {
    let text = match token {
        TokenTree::Ident(_) | TokenTree::Literal(_) => token.to_string(),
        _ => return None,
    };
    let number = text.trim_matches('"').trim_start_matches(['v', 'V', '_']);
    let digit = number.chars().next()?.to_digit(10)? as usize;
    let nearest = digit.clamp(1, VERSIONS.len()) - 1;
    Some(VERSIONS[nearest])
}

fn missing(elements: &[Vec<TokenTree>], errors: &mut Errors) {
    let fact = format!("`#[{ATTRIBUTE}]` needs the version of the events");
    let versions = either(VERSIONS);
    let pool = "the `LambdaVersion` in the user pool's `PreTokenGenerationConfig`";
    // Without an element, the place is the function's name: see `handler`.
    if let Some(first) = elements.iter().find(|element| element.len() == 1) {
        let first: TokenStream = first.iter().cloned().collect();
        let help = format!("begin the list with {versions}, {pool}: write `V2_0, {first}`");
        errors.on(first, fact, help);
    }
}

/// What to say about an attribute without a list, whose version is missing; `None` for the
/// attributes that need none.
pub(crate) fn is_missing(attribute: &str) -> Option<(String, String)> {
    (attribute == ATTRIBUTE).then(|| {
        let versions = either(VERSIONS);
        (
            format!("`#[{ATTRIBUTE}]` needs the version of the events"),
            format!("write `#[{ATTRIBUTE}(V2_0)]`, with {versions}: the `LambdaVersion` in the user pool's `PreTokenGenerationConfig`"),
        )
    })
}

/// Which sources an event of a version can come from is a fact about both.
pub(crate) fn check_sources(version: Option<&Ident>, sources: &[Ident], errors: &mut Errors) {
    let Some(version) = version.filter(|version| *version != "V3_0") else { return };
    for source in sources.iter().filter(|source| *source == MACHINE) {
        errors.on(
            source,
            format!("no event of `{version}` comes from `{MACHINE}`: only those of `V3_0` do"),
            format!("write `V3_0` in place of `{version}`, or remove `{MACHINE}`"),
        );
    }
}
