//! A message as the user wrote it: the texts, then the values.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::{ParseStream, Parser};
use syn::{Expr, ExprLit, Lit, LitStr, Token};

use super::part::{Argument, Part};
use super::source::Source;
use crate::rules::{Allow, Field};
use crate::tools::carets;
use crate::tools::errors::{Errors, either, error_at, error_on};

/// A message.
pub(super) struct Message {
    /// One, or one for each language.
    pub(super) variants: Vec<Variant>,
    pub(super) given: Vec<Given>,
    pub(super) allowed: Vec<Allow>,
    pub(super) choice: Option<Choice>,
}

/// The texts of a message in one language: a subject and a body, or the text of an SMS.
pub(super) struct Variant {
    pub(super) language: Option<String>,
    pub(super) texts: Vec<Text>,
}

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

/// A text of a message.
pub(super) struct Text {
    pub(super) field: Field,
    pub(super) source: Source,
    /// The parts, or `None` where the template has a mistake, which has been reported.
    pub(super) parts: Option<Vec<Part>>,
}

/// The origin of a message's last text, as it is written.
enum Origin {
    Literal(LitStr),
    /// `file = "path"`.
    File(LitStr),
    /// `files = "path/{language}.html"`.
    Files(LitStr),
}

/// An argument after the texts: `value` or `name = value`.
pub(super) struct Given {
    pub(super) name: Option<Ident>,
    pub(super) value: Expr,
}

/// Reads the tokens of `email!`.
pub(super) fn email(input: TokenStream, errors: &mut Errors) -> Option<Message> {
    let end = carets::end(&input);
    let parser = |input: ParseStream<'_>| {
        if let Some(file) = Origin::of_file(input)? {
            return Ok((None, file, arguments(input, end)?));
        }
        let subject = literal(input, end, "the subject", &EMAIL)?;
        comma(input, end)?;
        let body = match Origin::of_file(input)? {
            Some(file) => file,
            None => Origin::Literal(literal(input, end, "the body", &EMAIL)?),
        };
        Ok((Some(subject), body, arguments(input, end)?))
    };
    let (subject, body, given) = parser.parse2(input).map_err(|error| errors.push(error)).ok()?;
    if let Some(text) = given.iter().find_map(Given::as_text) {
        let fact = match subject {
            Some(_) => "an e-mail has a subject and a body, and no other text",
            None => "the subject stands before the file",
        };
        let help = match subject {
            Some(_) => "remove it; for an SMS too, return `(email!(..), sms!(..))`".to_owned(),
            None => format!("write `email!({}, file = ..)`", text.token()),
        };
        errors.on(text, fact, help);
        return None;
    }
    message(subject.as_ref(), body, Field::Body, given, errors)
}

/// Reads the tokens of `sms!`.
pub(super) fn sms(input: TokenStream, errors: &mut Errors) -> Option<Message> {
    let end = carets::end(&input);
    let parser = |input: ParseStream<'_>| {
        let text = match Origin::of_file(input)? {
            Some(file) => file,
            None => Origin::Literal(literal(input, end, "the text", &SMS)?),
        };
        Ok((text, arguments(input, end)?))
    };
    let (text, given) = parser.parse2(input).map_err(|error| errors.push(error)).ok()?;
    if let (Origin::Literal(literal), Some(second)) = (&text, given.iter().find_map(Given::as_text)) {
        errors.on(literal, "an SMS has no subject", format!("write `sms!({})`", second.token()));
        return None;
    }
    message(None, text, Field::Text, given, errors)
}

/// Reads the texts of each language.
fn message(
    subject: Option<&LitStr>,
    origin: Origin,
    field: Field,
    mut given: Vec<Given>,
    errors: &mut Errors,
) -> Option<Message> {
    let mut variants = Vec::new();
    let mut choice = None;
    match origin {
        Origin::Literal(literal) => {
            variants.push(Variant::read(subject, field, None, errors, |errors| {
                Source::of_literal(literal, errors)
            }));
        }
        Origin::File(path) => {
            let file = path.value();
            variants.push(Variant::read(subject, field, None, errors, |errors| {
                Source::of_file(path, &file, field, errors)
            }));
        }
        Origin::Files(pattern) => {
            let taken = Choice::take(&mut given, &pattern, errors)?;
            for language in &taken.languages {
                let language = language.value();
                let file = pattern.value().replace("{language}", &language);
                variants.push(Variant::read(subject, field, Some(language), errors, |errors| {
                    Source::of_file(pattern.clone(), &file, field, errors)
                }));
            }
            choice = Some(taken);
        }
    }
    let texts: Vec<&Text> = variants.iter().flat_map(|variant| &variant.texts).collect();
    let allowed = take_allowed(&mut given, &texts, errors);
    Some(Message { variants, given, allowed, choice })
}

impl Variant {
    /// Reads the texts. A file without a subject before it has it in its title.
    fn read(
        subject: Option<&LitStr>,
        field: Field,
        language: Option<String>,
        errors: &mut Errors,
        read: impl FnOnce(&mut Errors) -> (Source, Option<Vec<Part>>),
    ) -> Self {
        let mut texts = Vec::new();
        if let Some(subject) = subject {
            let (source, parts) = Source::of_literal(subject.clone(), errors);
            texts.push(Text { field: Field::Subject, source, parts });
        }
        let (source, mut parts) = read(errors);
        if let Some(language) = &language {
            // The language's own tag, as in `<html lang="{{ language }}">`.
            for part in parts.iter_mut().flatten() {
                if matches!(part, Part::Value { value: Argument::Name(name), .. } if name == "language") {
                    *part = Part::Text(language.clone());
                }
            }
        }
        if let (Field::Body, None, Some(parts)) = (field, subject, &parts) {
            let (source, parts) = source.title(parts, errors);
            texts.push(Text { field: Field::Subject, source, parts });
        }
        texts.push(Text { field, source, parts });
        Self { language, texts }
    }
}

impl Origin {
    /// Reads `file = "path"` or `files = "path"`, or returns `None` where other tokens come.
    fn of_file(input: ParseStream<'_>) -> syn::Result<Option<Self>> {
        if !(input.peek(syn::Ident) && input.peek2(Token![=]) && !input.peek2(Token![==])) {
            return Ok(None);
        }
        let name = input.fork().parse::<Ident>()?;
        let is_one = name == "file";
        if !is_one && name != "files" {
            return Ok(None);
        }
        input.parse::<Ident>()?;
        input.parse::<Token![=]>()?;
        let literal: LitStr = input.parse().map_err(|_| {
            if is_one {
                error_at(
                    name.span(),
                    "`file` is the path of a file",
                    "write `file = \"templates/invite.html\"`",
                )
            } else {
                let help = "write `files = \"mails/invite/{language}.html\"`";
                error_at(name.span(), "`files` is the path of the files", help)
            }
        })?;
        let has_language = literal.value().contains("{language}");
        match (is_one, has_language) {
            (true, true) => Err(error_on(
                literal,
                "one file has no languages",
                "write `files = ..`, then `languages = [\"en\", \"de\"], language = language`",
            )),
            (false, false) => Err(error_on(
                literal,
                "the path does not say where the language stands",
                "write `{language}` in it, as in `files = \"mails/invite/{language}.html\"`",
            )),
            (true, false) => Ok(Some(Self::File(literal))),
            (false, true) => Ok(Some(Self::Files(literal))),
        }
    }
}

impl Choice {
    /// Takes `languages = [..]`, `language = ..` and `in_some_languages = [..]` out of the arguments.
    fn take(given: &mut Vec<Given>, files: &LitStr, errors: &mut Errors) -> Option<Self> {
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
            errors.on(
                files,
                "nothing says which language to take",
                "write `language = event.language(LANGUAGES)` after the files, or `language = \"de\"`",
            );
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
    let Expr::Array(array) = list else {
        return Err(error_on(
            list,
            "`languages` is a list of language tags, or the name of one from `languages!`",
            help,
        ));
    };
    let mut tags: Vec<LitStr> = Vec::new();
    for element in &array.elems {
        let Expr::Lit(ExprLit { lit: Lit::Str(tag), .. }) = element else {
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
    let name = |expr: &Expr| match expr {
        Expr::Path(path) => path.path.get_ident().cloned(),
        _ => None,
    };
    let found = match list {
        Expr::Array(array) => array.elems.iter().map(name).collect(),
        _ => None,
    };
    if found.is_none() {
        errors.on(
            list,
            "`in_some_languages` is a list of values' names",
            "write `in_some_languages = [name]`",
        );
    }
    found
}

/// Takes `allow = LineBreaks` out of the arguments, unless a text inserts `{allow}`.
fn take_allowed(given: &mut Vec<Given>, texts: &[&Text], errors: &mut Errors) -> Vec<Allow> {
    let inserts =
        |part: &Part| matches!(part, Part::Value { value: Argument::Name(name), .. } if name == "allow");
    if texts.iter().any(|text| text.parts.iter().flatten().any(inserts)) {
        return Vec::new();
    }
    let is_allow = |given: &Given| given.name.as_ref().is_some_and(|name| name == "allow");
    let (allowed, rest) = std::mem::take(given).into_iter().partition(is_allow);
    *given = rest;
    let named = |given: Given| {
        let name = match &given.value {
            Expr::Path(path) => path.path.get_ident().map(ToString::to_string),
            _ => None,
        };
        let allow = Allow::ALL.into_iter().find(|allow| name.as_deref() == Some(allow.name()));
        if allow.is_none() {
            let help = format!("write {}", either(Allow::ALL.map(Allow::name)));
            errors.on(&given.value, "`allow` takes the name of a rule that a text may break", help);
        }
        allow
    };
    Vec::into_iter(allowed).filter_map(named).collect()
}

/// A macro, as help texts name it.
struct Names {
    name: &'static str,
    example: &'static str,
    /// The function that takes computed texts.
    checked: &'static str,
}

const EMAIL: Names =
    Names { name: "email!", example: "email!(\"subject\", \"body with {code}\")", checked: "Email::checked" };

const SMS: Names = Names { name: "sms!", example: "sms!(\"text with {code}\")", checked: "Sms::checked" };

/// Reads a text, which is `what` in the messages.
fn literal(input: ParseStream<'_>, end: Span, what: &str, names: &Names) -> syn::Result<LitStr> {
    let Names { name, example, checked } = names;
    if input.is_empty() {
        return Err(error_at(end, format!("{what} is missing"), format!("write `{example}`")));
    }
    let found = if input.peek(LitStr) {
        let literal: LitStr = input.parse()?;
        if !literal.suffix().is_empty() {
            let fact = format!("{what} has the suffix `{}`", literal.suffix());
            return Err(error_at(literal.span(), fact, "remove it"));
        }
        if !input.peek(Token![+]) && !input.peek(Token![.]) {
            return Ok(literal);
        }
        literal.into_token_stream()
    } else {
        match input.parse::<Expr>() {
            // Where rustc expects a `Result`, it proposes to write `Ok` here.
            Ok(Expr::Call(call)) if matches!(&*call.func, Expr::Path(path) if path.path.is_ident("Ok")) => {
                let fact = "`Ok` goes around the message, not around its text";
                return Err(error_on(&call.func, fact, format!("write `Ok({name}(..))`")));
            }
            Ok(found) => found.into_token_stream(),
            Err(error) => {
                let at = if input.is_empty() { end } else { error.span() };
                return Err(error_at(at, format!("expected {what}"), format!("write `{example}`")));
            }
        }
    };
    if found.to_string() == "file" {
        let help = "write `file = \"templates/welcome.html\"`";
        return Err(error_on(found, "expected `=` after `file`", help));
    }
    Err(error_on(
        found,
        format!("{what} is one string literal, which is checked when the program is compiled"),
        format!(
            "write `{example}`; a value goes into it as `{{value}}`, and `{checked}` takes a text from elsewhere"
        ),
    ))
}

/// Reads the comma after the subject.
fn comma(input: ParseStream<'_>, end: Span) -> syn::Result<()> {
    let help = format!("write `{}`", EMAIL.example);
    if input.is_empty() {
        return Err(error_at(end, "the body is missing", help));
    }
    let comma = input.parse::<Token![,]>();
    comma
        .map(drop)
        .map_err(|error| error_at(error.span(), "there is no comma between the subject and the body", help))
}

/// Reads the arguments after the texts.
fn arguments(input: ParseStream<'_>, end: Span) -> syn::Result<Vec<Given>> {
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
    fn as_text(&self) -> Option<&LitStr> {
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

#[cfg(test)]
mod tests {
    use super::{email, sms};
    use crate::tools::errors::Errors;

    #[test]
    fn texts_and_arguments_are_read() {
        let mut errors = Errors::default();
        let tokens = "\"a\", \"{code} {x} {}\", x = b == c, d == e, f::g(), \"h\",".parse().unwrap();
        let email = email(tokens, &mut errors).unwrap();
        assert_eq!(errors.messages(), [""; 0]);
        let texts: Vec<_> = email.variants[0].texts.iter().map(|text| &*text.source.content).collect();
        assert_eq!(texts, ["a", "{code} {x} {}"]);
        let names: Vec<_> =
            email.given.iter().map(|given| given.name.as_ref().map(ToString::to_string)).collect();
        assert_eq!(names, [Some("x".to_owned()), None, None, None]);
    }

    #[test]
    fn each_mistake_is_one_error() {
        for (tokens, fact) in [
            ("", "the subject is missing"),
            ("\"a\"", "the body is missing"),
            ("\"a\" \"b\"", "there is no comma between the subject and the body"),
            ("a, \"b\"", "the subject is one string literal"),
            ("\"a\" + b, \"c\"", "the subject is one string literal"),
            ("\"a\"x, \"b\"", "the subject has the suffix `x`"),
            ("Ok(\"a\"), \"b\"", "`Ok` goes around the message"),
            ("\"a\", file", "expected `=` after `file`"),
            ("\"a\", file = b", "`file` is the path of a file"),
            ("\"a\", files = \"b.html\"", "the path does not say where the language stands"),
            ("file = \"a/{language}.html\"", "one file has no languages"),
            ("files = \"a/{language}.html\"", "the files' languages are not listed"),
            ("files = \"a/{language}.html\", languages = [\"en\"]", "nothing says which language to take"),
            (
                "files = \"{language}\", languages = \"en\", language = l",
                "`languages` is a list of language tags",
            ),
            ("files = \"{language}\", languages = [], language = l", "the list has no language"),
            ("files = \"{language}\", languages = [\"e\"], language = l", "`e` is not a language tag"),
            ("files = \"{language}\", languages = [\"en\", \"EN\"], language = l", "`EN` is listed twice"),
            ("file = \"a\", \"{b}\"", "the subject stands before the file"),
            ("\"a\", \"b\", \"{c}\"", "an e-mail has a subject and a body"),
            ("\"a\", \"b\" c", "a value comes after a comma"),
            ("\"a\", \"b\", c: d", "a value is given with `=`"),
            ("\"a\", \"b\", c = ", "`c` has no value"),
            ("\"a\", \"b\", ,", "expected a value"),
        ] {
            let mut errors = Errors::default();
            assert!(email(tokens.parse().unwrap(), &mut errors).is_none(), "{tokens}");
            let [error] = &errors.messages()[..] else { panic!("{tokens}: {:?}", errors.messages()) };
            assert!(error.starts_with(fact), "{tokens}: {error}");
        }
    }

    #[test]
    fn a_file_that_cannot_be_read_is_one_error() {
        for (path, fact) in
            [("tests/none.html", "there is no file `tests/none.html`"), ("src", "`src` cannot be read")]
        {
            let mut errors = Errors::default();
            let email = email(quote::quote!(file = #path), &mut errors).unwrap();
            assert!(email.variants[0].texts[0].parts.is_none());
            let [error] = &errors.messages()[..] else { panic!("{path}: {:?}", errors.messages()) };
            assert!(error.starts_with(fact), "{path}: {error}");
        }
    }

    #[test]
    fn an_sms_has_one_text() {
        let mut errors = Errors::default();
        assert!(sms("\"a\", \"{code}\"".parse().unwrap(), &mut errors).is_none());
        assert_eq!(errors.messages(), ["an SMS has no subject\nhelp: write `sms!(\"{code}\")`"]);
    }

    #[test]
    fn both_texts_are_parsed_before_one_is_reported() {
        let mut errors = Errors::default();
        let email = email("\"{\", \"}\"".parse().unwrap(), &mut errors).unwrap();
        assert!(email.variants[0].texts.iter().all(|text| text.parts.is_none()));
        assert_eq!(errors.len(), 2);
    }
}
