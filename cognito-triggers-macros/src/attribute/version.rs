//! The version in a list: `#[pre_token_generation(V2_0, Authentication)]`.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};

use crate::tools::errors::{Errors, either};
use crate::tools::spec::Trigger;

/// The attribute of the trigger whose events have versions; a user pool's configuration picks one.
pub(super) const ATTRIBUTE: &str = "pre_token_generation";

/// The versions, by their names in the user pool's configuration.
const VERSIONS: [&str; 3] = ["V1_0", "V2_0", "V3_0"];

/// The source whose events have only the last version.
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
    let mut version: Option<Ident> = None;
    elements.retain(|element| {
        if let [TokenTree::Ident(key), TokenTree::Punct(equals), value] = &element[..] {
            if key == "version" && equals.as_char() == '=' {
                let write = meant(value).unwrap_or("V2_0");
                errors.on(
                    element.iter().cloned().collect::<TokenStream>(),
                    "the version comes first in the list, without a key",
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
    if version.is_none() && errors.is_empty() {
        check_elements(elements, errors);
    }
    version
}

/// Returns the version that is meant by something like it: `V2`, `v2_0`, `"V2_0"`, `2`.
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

/// Reports an attribute without a list, where its events have versions.
pub(super) fn check_without_list(trigger: &Trigger, at: Span, write: &str, errors: &mut Errors) {
    if trigger.attribute == ATTRIBUTE {
        let help = format!("{write}, with {}: {POOL}", either(VERSIONS));
        errors.at(at, needs_version(), help);
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
            format!("remove `{MACHINE}`, or write `V3_0` in place of `{version}`"),
        );
    }
}

#[cfg(test)]
mod tests {
    use proc_macro2::{TokenStream, TokenTree};

    use super::{check_sources, meant, take};
    use crate::tools::errors::Errors;
    use crate::tools::spec::Trigger;

    /// Splits a list without mistakes at its commas.
    fn elements(list: &str) -> Vec<Vec<TokenTree>> {
        let tokens = |text: &str| text.parse::<TokenStream>().unwrap().into_iter().collect();
        list.split(',').map(tokens).collect()
    }

    #[test]
    fn the_version_is_taken_off_the_list() {
        for (list, version, rest, help) in [
            ("V2_0, HostedAuth", Some("V2_0"), 1, None),
            ("HostedAuth, V3_0", Some("V3_0"), 1, None),
            ("V2, HostedAuth", None, 1, Some("write `V2_0`")),
            ("version = 1, HostedAuth", None, 1, Some("write `V1_0`")),
            ("V1_0, V1_0", Some("V1_0"), 0, Some("remove one of them")),
            ("V1_0, V2_0", Some("V1_0"), 0, Some("remove `V2_0`, and write another handler for it")),
        ] {
            let (mut elements, mut errors) = (elements(list), Errors::default());
            let taken = take(&mut elements, Trigger::pre_token_generation(), &mut errors);
            assert_eq!(taken.map(|name| name.to_string()).as_deref(), version, "{list}");
            assert_eq!(elements.len(), rest, "{list}");
            let helps: Vec<String> = errors.messages();
            let helps: Vec<&str> = helps.iter().filter_map(|text| text.split("\nhelp: ").nth(1)).collect();
            assert_eq!(helps, Vec::from_iter(help), "{list}");
        }
    }

    #[test]
    fn a_list_without_a_version_is_reported_unless_it_has_another_mistake() {
        for (has_mistake, reported) in [(false, 1), (true, 0)] {
            let mut errors = Errors::default();
            if has_mistake {
                errors.at(proc_macro2::Span::call_site(), "a mistake", "correct it");
            }
            let before = errors.len();
            take(&mut elements("HostedAuth"), Trigger::pre_token_generation(), &mut errors);
            assert_eq!(errors.len() - before, reported);
        }
    }

    #[test]
    fn other_triggers_have_no_versions() {
        let (mut elements, mut errors) = (elements("V2_0"), Errors::default());
        assert!(take(&mut elements, Trigger::custom_message(), &mut errors).is_none());
        assert_eq!((elements.len(), errors.len()), (1, 0));
    }

    #[test]
    fn the_nearest_version_is_meant() {
        for (text, expected) in [
            ("V1_0", Some("V1_0")),
            ("v0", Some("V1_0")),
            ("\"V2_0\"", Some("V2_0")),
            ("2", Some("V2_0")),
            ("V9_1", Some("V3_0")),
            ("Verify", None),
            ("HostedAuth", None),
        ] {
            let token = text.parse::<TokenStream>().unwrap().into_iter().next().unwrap();
            assert_eq!(meant(&token), expected, "{text}");
        }
    }

    #[test]
    fn only_the_last_version_has_events_of_machines() {
        let name = |text: &str| syn::parse_str::<proc_macro2::Ident>(text).unwrap();
        for (version, reported) in [("V1_0", 1), ("V2_0", 1), ("V3_0", 0)] {
            let mut errors = Errors::default();
            let sources = [name("HostedAuth"), name("ClientCredentials")];
            check_sources(Some(&name(version)), &sources, &mut errors);
            assert_eq!(errors.len(), reported, "{version}");
        }
    }
}
