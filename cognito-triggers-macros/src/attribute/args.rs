//! The list of an attribute: `SignUp, AdminCreateUser`.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};

use super::version;
use crate::tools::carets::respan;
use crate::tools::errors::{Errors, either};
use crate::tools::spec::{TRIGGERS, Trigger, instead_of, nearest_first};
use crate::tools::tokens::flat;

/// The arguments of an attribute.
pub(super) struct Args {
    /// The sources, as the user wrote them; an empty list stands for all sources of the trigger.
    pub(super) sources: Vec<Ident>,
    /// The version of the events, for the trigger that has several.
    pub(super) version: Option<Ident>,
    /// The path to the runtime crate, where the user gives it.
    krate: Option<TokenStream>,
    /// Where the list begins, if there is one.
    pub(super) start: Option<Span>,
}

impl Args {
    /// Returns the path to the runtime crate. Where the user gives none, its tokens are `at` a place.
    pub(super) fn krate(&self, at: Span) -> TokenStream {
        self.krate.clone().unwrap_or_else(|| quote_spanned!(at=> ::cognito_triggers))
    }

    /// Returns what is not a list, with all its tokens `at` a place.
    pub(super) fn at(&self, at: Span) -> Self {
        let version = self.version.as_ref().map(|version| Ident::new(&version.to_string(), at));
        Self { sources: Vec::new(), version, krate: Some(respan(self.krate(at), at)), start: None }
    }
}

/// Reads the list, and leaves out the elements that it reports.
pub(super) fn parse(tokens: TokenStream, trigger: &Trigger, errors: &mut Errors) -> Args {
    let start = tokens.clone().into_iter().next().map(|token| token.span());
    let mut elements = elements(tokens, errors);
    let version = version::take(&mut elements, trigger, errors);
    let mut args = Args { sources: Vec::new(), version, krate: None, start };
    let mut has_crate = false;
    for element in elements {
        match &element[..] {
            [TokenTree::Ident(key), rest @ ..] if key == "crate" => {
                if std::mem::replace(&mut has_crate, true) {
                    let all = element.iter().cloned().collect::<TokenStream>();
                    errors.on(all, "`crate = ..` is given twice", "remove one of them");
                } else {
                    krate(key, rest, &mut args, errors);
                }
            }
            [TokenTree::Ident(name)] => source(name, trigger, &mut args, errors),
            other => not_a_name(other, trigger, errors),
        }
    }
    version::check_sources(args.version.as_ref(), &args.sources, errors);
    args
}

/// Splits the list at commas, and between two names where the comma is missing or is another
/// separator. Commas between `<` and `>` belong to a type.
fn elements(tokens: TokenStream, errors: &mut Errors) -> Vec<Vec<TokenTree>> {
    let mut elements = Vec::new();
    let mut current: Vec<TokenTree> = Vec::new();
    let mut angles = 0_usize;
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match &token {
            TokenTree::Punct(punct) if angles == 0 && punct.as_char() == ',' => {
                if current.is_empty() {
                    errors.on(&token, "expected a trigger source, found `,`", "remove the comma");
                } else {
                    elements.push(std::mem::take(&mut current));
                }
                continue;
            }
            TokenTree::Punct(punct)
                if matches!(punct.as_char(), ';' | '|' | '+' | '&' | '/')
                    && matches!(current[..], [TokenTree::Ident(_)]) =>
            {
                // The second half of `||` or `&&`.
                let half = tokens.next_if(|next| next.to_string() == punct.to_string());
                let found = format!("{punct}{}", half.as_ref().map(ToString::to_string).unwrap_or_default());
                errors.on(quote!(#token #half), format!("expected `,`, found `{found}`"), "write `,`");
                elements.push(std::mem::take(&mut current));
                continue;
            }
            TokenTree::Punct(punct) if punct.as_char() == '<' => angles += 1,
            TokenTree::Punct(punct) if punct.as_char() == '>' => angles = angles.saturating_sub(1),
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                current.extend(group.stream());
                continue;
            }
            TokenTree::Ident(name)
                if matches!(current.last(), Some(TokenTree::Ident(_) | TokenTree::Literal(_))) =>
            {
                errors.on(&token, format!("expected `,` before `{name}`"), format!("write `, {name}`"));
                elements.push(std::mem::take(&mut current));
            }
            _ => {}
        }
        current.push(token);
    }
    if !current.is_empty() {
        elements.push(current);
    }
    elements
}

/// Reads the name of a source.
fn source(name: &Ident, trigger: &Trigger, args: &mut Args, errors: &mut Errors) {
    let text = name.to_string();
    if trigger.source(&text).is_some() {
        if args.sources.contains(name) {
            errors.on(name, format!("`{text}` is listed twice"), "remove one of them");
        } else {
            args.sources.push(name.clone());
        }
        return;
    }
    if is_version(&text) {
        let fact = format!("`#[{}]` has no versions: its events have one form", trigger.attribute);
        errors.on(name, fact, format!("remove `{text}`"));
        return;
    }
    if text == trigger.name || text == trigger.attribute {
        let fact = format!("`{text}` is the trigger, not one of its sources");
        errors.on(name, fact, format!("write {}", either(trigger.source_names())));
        return;
    }
    let fact = format!("`{text}` is not a trigger source of `{}`", trigger.name);
    if ["all", "any", "every"].iter().any(|all| text.eq_ignore_ascii_case(all)) {
        errors.on(name, fact, for_every_source(trigger));
        return;
    }
    if let Some(source) = trigger.meant(&text) {
        errors.on(name, fact, format!("write `{}`", source.name));
        return;
    }
    let elsewhere: Vec<String> = TRIGGERS
        .iter()
        .filter(|other| other.source(&text).is_some() || other.meant(&text).is_some())
        .map(|other| format!("#[{}]", other.attribute))
        .collect();
    if elsewhere.is_empty() {
        errors.on(name, fact, instead_of(&text, trigger.source_names()));
    } else {
        let attributes = either(elsewhere.iter().map(String::as_str));
        let here = either(nearest_first(trigger.source_names(), &text));
        errors.on(name, fact, format!("`{text}` belongs to {attributes}; here, write {here}"));
    }
}

/// Whether a name looks like a version: `V2`, `V3_0`.
fn is_version(text: &str) -> bool {
    let digits = text.strip_prefix(['V', 'v']).unwrap_or_default();
    digits.starts_with(|c: char| c.is_ascii_digit()) && digits.chars().all(|c| c.is_ascii_digit() || c == '_')
}

/// Returns the help for somebody who wants every source.
fn for_every_source(trigger: &Trigger) -> String {
    let attribute = trigger.attribute;
    if trigger.needs_list().is_some() {
        let all: Vec<&str> = trigger.source_names().collect();
        return format!("write `{}`", all.join(", "));
    }
    if attribute == version::ATTRIBUTE {
        return format!("for every source of a version, list the version alone: `#[{attribute}(V2_0)]`");
    }
    format!("for every source of the trigger, write `#[{attribute}]` without a list")
}

/// Reports an element that is not one name, with the name or names to write in its place.
fn not_a_name(element: &[TokenTree], trigger: &Trigger, errors: &mut Errors) {
    let tokens: TokenStream = element.iter().cloned().collect();
    let all = || either(trigger.source_names());
    let named = named_sources(&tokens, trigger);
    let instead = if named.is_empty() { all() } else { format!("`{}`", named.join(", ")) };
    let write = format!("write {instead}");
    match element {
        [TokenTree::Literal(literal)] => {
            let text = literal.to_string();
            let Some(text) = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')) else {
                return errors.on(literal, format!("expected a trigger source, found `{text}`"), write);
            };
            let all: Option<Vec<_>> = text.split(',').map(|name| trigger.meant(name.trim())).collect();
            let help = match all {
                Some(sources) => {
                    let meant: Vec<&str> = sources.iter().map(|source| source.name).collect();
                    format!("write `{}`", meant.join(", "))
                }
                None => instead_of(text, trigger.source_names()),
            };
            errors.on(literal, "a trigger source is written without quotes", help);
        }
        [TokenTree::Punct(star)] if star.as_char() == '*' => {
            errors.on(star, "expected a trigger source, found `*`", for_every_source(trigger));
        }
        [TokenTree::Punct(not), rest @ ..] if not.as_char() == '!' && !rest.is_empty() => {
            let others: Vec<&str> = trigger.source_names().filter(|name| !named.contains(name)).collect();
            errors.on(
                tokens,
                "the list has the sources that the handler takes, not those that it leaves out",
                format!("write `{}`", others.join(", ")),
            );
        }
        [TokenTree::Punct(hash), TokenTree::Group(_), ..] if hash.as_char() == '#' => errors.on(
            hash,
            "a trigger source has no attributes and no doc comment",
            "write a plain comment, `// ..`",
        ),
        [TokenTree::Ident(key), TokenTree::Punct(equals), ..] if equals.as_char() == '=' => {
            errors.on(&tokens, format!("`#[{}]` takes no `{key}`", trigger.attribute), write);
        }
        [TokenTree::Ident(key), TokenTree::Group(_)] => {
            errors.on(&tokens, format!("`#[{}]` takes no `{key}`", trigger.attribute), write);
        }
        [TokenTree::Group(_)] => {
            errors.on(tokens, "the trigger sources are listed without brackets", write);
        }
        [TokenTree::Ident(_), TokenTree::Punct(colon), ..] | [TokenTree::Punct(colon), ..]
            if colon.as_char() == ':' =>
        {
            errors.on(tokens, "a trigger source is written without a path", write);
        }
        _ => errors.on(tokens, "expected the name of a trigger source", write),
    }
}

/// Lists the sources that occur in the tokens.
fn named_sources(tokens: &TokenStream, trigger: &Trigger) -> Vec<&'static str> {
    let mut names = Vec::new();
    for token in flat(tokens.clone()) {
        let text = match token {
            TokenTree::Ident(ident) => ident.to_string(),
            TokenTree::Literal(literal) => literal.to_string(),
            _ => continue,
        };
        let name = trigger.source(&text).or_else(|| trigger.meant(text.trim_matches('"')));
        names.extend(name.map(|source| source.name).filter(|name| !names.contains(name)));
    }
    names
}

/// Reads `crate = path`.
fn krate(key: &Ident, rest: &[TokenTree], args: &mut Args, errors: &mut Errors) {
    let path = match rest {
        [TokenTree::Punct(equals), path @ ..] if equals.as_char() == '=' => path,
        _ => &[],
    };
    let tokens: TokenStream = path.iter().cloned().collect();
    if let Ok(path) = syn::parse2::<syn::Path>(tokens.clone()) {
        args.krate = Some(path.into_token_stream());
    } else {
        let rest = rest.iter().cloned().collect::<TokenStream>();
        errors.on(
            quote!(#key #rest),
            "`crate = ..` takes the path to `cognito_triggers`",
            "write `crate = ::my_crate::cognito_triggers`",
        );
    }
}

#[cfg(test)]
mod tests {
    use proc_macro2::{Delimiter, Group, Punct, Spacing, TokenTree};

    use super::{Args, elements, is_version, parse};
    use crate::tools::errors::Errors;
    use crate::tools::spec::Trigger;

    fn read(trigger: &Trigger, list: &str) -> (Args, Vec<String>) {
        let mut errors = Errors::default();
        let args = parse(list.parse().unwrap(), trigger, &mut errors);
        (args, errors.messages())
    }

    #[test]
    fn sources_crate_and_version_are_read_in_any_order() {
        let trigger = Trigger::pre_token_generation();
        for list in [
            "V2_0, HostedAuth, RefreshTokens, crate = ::renamed::inner",
            "crate = ::renamed::inner, HostedAuth, V2_0, RefreshTokens,",
        ] {
            let (args, errors) = read(trigger, list);
            assert_eq!(errors, [""; 0], "{list}");
            assert_eq!(args.sources, ["HostedAuth", "RefreshTokens"], "{list}");
            assert_eq!(args.version.as_ref().unwrap(), "V2_0", "{list}");
            assert_eq!(
                args.krate(proc_macro2::Span::call_site()).to_string(),
                ":: renamed :: inner",
                "{list}"
            );
        }
    }

    #[test]
    fn wrong_elements_are_reported_and_left_out() {
        for (list, help) in [
            ("SignUp, SignUp", "remove one of them"),
            ("SignUp, sign_up", "write `SignUp`"),
            ("SignUp, \"SignUp\"", "write `SignUp`"),
            ("SignUp, CustomMessage_ResendCode", "write `ResendCode`"),
            ("SignUp, V2_0", "remove `V2_0`"),
            ("SignUp, custom_message::ResendCode", "write `ResendCode`"),
            ("SignUp, *", "for every source of the trigger, write `#[custom_message]` without a list"),
            ("SignUp, /// Text.", "write a plain comment, `// ..`"),
            ("SignUp, crate", "write `crate = ::my_crate::cognito_triggers`"),
            ("SignUp, crate ? a::b", "write `crate = ::my_crate::cognito_triggers`"),
            ("SignUp,, ", "remove the comma"),
        ] {
            let (args, errors) = read(Trigger::custom_message(), list);
            assert_eq!(args.sources, ["SignUp"], "{list}");
            let [error] = &errors[..] else { panic!("{list}: {errors:?}") };
            assert!(error.ends_with(&format!("\nhelp: {help}")), "{list}: {error}");
        }
    }

    #[test]
    fn a_mistake_is_reported_with_its_fact_and_what_to_write() {
        let both = "write `ConfirmSignUp` or `ConfirmForgotPassword`";
        let one = "write `ConfirmSignUp`";
        let other = "write `ConfirmForgotPassword`";
        let elsewhere = format!("`hosted_auth` belongs to `#[pre_token_generation]`; here, {both}");
        let no_name = "expected the name of a trigger source";
        let path = "a trigger source is written without a path";
        let left_out = "the list has the sources that the handler takes, not those that it leaves out";
        let no_key = "`#[post_confirmation]` takes no `only`";
        for (list, fact, help) in [
            ("PostConfirmation", "`PostConfirmation` is the trigger, not one of its sources", both),
            ("post_confirmation", "`post_confirmation` is the trigger, not one of its sources", both),
            ("hosted_auth", "`hosted_auth` is not a trigger source of `PostConfirmation`", &elsewhere),
            ("7", "expected a trigger source, found `7`", both),
            ("?", no_name, both),
            ("!", no_name, both),
            ("?(ConfirmSignUp)", no_name, one),
            ("!ConfirmSignUp", left_out, other),
            ("only = ConfirmSignUp", no_key, one),
            ("only(ConfirmSignUp)", no_key, one),
            ("[\"ConfirmForgotPassword\"]", "the trigger sources are listed without brackets", other),
            ("::ConfirmSignUp", path, one),
            ("PostConfirmation::ConfirmSignUp", path, one),
            ("crate = a, crate = b", "`crate = ..` is given twice", "remove one of them"),
        ] {
            let (_, errors) = read(Trigger::post_confirmation(), list);
            assert_eq!(errors, [format!("{fact}\nhelp: {help}")], "{list}");
        }
    }

    #[test]
    fn names_that_another_macro_passes_on_are_read() {
        let passed_on = |name: &str| Group::new(Delimiter::None, name.parse().unwrap()).into();
        let list: [TokenTree; 3] =
            [passed_on("SignUp"), Punct::new(',', Spacing::Alone).into(), passed_on("ResendCode")];
        let mut errors = Errors::default();
        let args = parse(list.into_iter().collect(), Trigger::custom_message(), &mut errors);
        assert_eq!(args.sources, ["SignUp", "ResendCode"]);
        assert!(errors.is_empty());
    }

    #[test]
    fn a_list_is_split_where_a_comma_is_or_should_be() {
        for (list, expected, mistakes) in [
            ("A, B", vec!["A", "B"], 0),
            ("A B", vec!["A", "B"], 1),
            ("A | B; C", vec!["A", "B", "C"], 2),
            ("Event<'_, A>, B", vec!["Event < '_ , A >", "B"], 0),
            ("A > B", vec!["A > B"], 0),
            ("A(B), C", vec!["A(B)", "C"], 0),
        ] {
            let mut errors = Errors::default();
            let elements = elements(list.parse().unwrap(), &mut errors);
            let texts = elements
                .into_iter()
                .map(|tokens| tokens.into_iter().collect::<proc_macro2::TokenStream>().to_string());
            let squeeze = |text: &str| text.replace(' ', "");
            let texts: Vec<String> = texts.map(|text| squeeze(&text)).collect();
            assert_eq!(texts, expected.iter().map(|text| squeeze(text)).collect::<Vec<_>>(), "{list}");
            assert_eq!(errors.len(), mistakes, "{list}");
        }
    }

    #[test]
    fn versions_are_told_from_names() {
        for text in ["V1", "v2_0", "V3_0"] {
            assert!(is_version(text), "{text}");
        }
        for text in ["V", "Verify", "V_0", "1", ""] {
            assert!(!is_version(text), "{text}");
        }
    }
}
