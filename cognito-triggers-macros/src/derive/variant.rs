//! A variant of an enum of events: it holds one event, of which the type says the source.

use quote::ToTokens as _;
use syn::{DataEnum, Fields, GenericArgument, Ident, Lifetime, PathArguments, Type, Variant};

use crate::tools::errors::Errors;
use crate::tools::spec::{TRIGGERS, Trigger};
use crate::tools::tokens::{flat, shown};

/// The enum of a variant.
pub(super) struct Enum<'e> {
    pub(super) data: &'e DataEnum,
    /// The events' lifetime, if there is one.
    pub(super) lifetime: Option<&'e Lifetime>,
}

/// Reads the type of the event that a variant holds.
pub(super) fn event<'v>(variant: &'v Variant, all: &Enum<'_>, errors: &mut Errors) -> Option<&'v Type> {
    let name = &variant.ident;
    let Fields::Unnamed(fields) = &variant.fields else {
        errors.on(variant, format!("the variant `{name}` holds no event"), example(variant, all));
        return None;
    };
    let mut fields = fields.unnamed.iter();
    let (Some(field), None) = (fields.next(), fields.next()) else {
        let fact = format!("the variant `{name}` must hold one event and nothing else");
        errors.on(variant, fact, example(variant, all));
        return None;
    };
    if is_no_event(&field.ty) {
        let fact =
            format!("`{}` in the variant `{name}` is not an event", shown(&field.ty.to_token_stream()));
        errors.on(variant, fact, example(variant, all));
        return None;
    }
    Some(&field.ty)
}

/// Whether the type is certainly no event, whatever is in scope. Of others, rustc says it.
fn is_no_event(ty: &Type) -> bool {
    const STD: [&str; 8] = ["Box", "HashMap", "Option", "String", "Vec", "bool", "i64", "u64"];
    match ty {
        Type::Path(path) => path.path.segments.last().is_some_and(|last| {
            STD.iter().any(|std| last.ident == std) || (last.arguments.is_none() && is_source(&last.ident))
        }),
        Type::Array(_) | Type::Reference(_) | Type::Slice(_) | Type::Tuple(_) => true,
        _ => false,
    }
}

fn is_source(name: &Ident) -> bool {
    let name = name.to_string();
    TRIGGERS.iter().any(|trigger| trigger.source(&name).is_some())
}

/// Returns the event of a reference to one, of an `Option` or a `Box` of one, and of a tuple with one.
fn event_in(ty: &Type) -> Option<&Type> {
    match ty {
        Type::Reference(reference) => event_in(&reference.elem),
        Type::Tuple(tuple) => tuple.elems.iter().find_map(event_in),
        Type::Path(path) => match path.path.segments.last()? {
            last if last.ident == "Event" => Some(ty),
            last => match &last.arguments {
                PathArguments::AngleBracketed(arguments) => {
                    arguments.args.iter().find_map(|argument| match argument {
                        GenericArgument::Type(ty) => event_in(ty),
                        _ => None,
                    })
                }
                _ => None,
            },
        },
        _ => None,
    }
}

/// Returns the help for a variant that does not hold one event: with its own event, with the source of its
/// name, or with a source that the enum does not have yet.
fn example(variant: &Variant, all: &Enum<'_>) -> String {
    let name = &variant.ident;
    if let Some(event) = variant.fields.iter().find_map(|field| event_in(&field.ty)) {
        return format!("write `{name}({})`", shown(&event.to_token_stream()));
    }
    let words: Vec<String> =
        flat(all.data.variants.to_token_stream()).iter().map(ToString::to_string).collect();
    let has = |word: &str| words.iter().any(|found| found == word);
    let has_source = |trigger: &Trigger| trigger.source_names().any(has);
    let named = TRIGGERS.iter().find(|trigger| has(trigger.attribute) && has_source(trigger));
    let trigger = named.copied().unwrap_or(Trigger::custom_message());
    let marker = variant.fields.iter().find_map(|field| match &field.ty {
        Type::Path(path) => path.path.segments.last(),
        _ => None,
    });
    let own = trigger.source_names().find(|source| marker.is_some_and(|marker| marker.ident == source));
    let own = own.or_else(|| trigger.source_names().find(|source| name == source));
    let source = own.or_else(|| trigger.source_names().find(|source| !has(source))).unwrap_or("SignUp");
    let module = trigger.attribute;
    let version = if trigger.has_versions() { format!("{module}::V2_0, ") } else { String::new() };
    let write = if own.is_some() { "write" } else { "write the event of a source, such as" };
    let lifetime = all.lifetime.map_or("'a".to_owned(), ToString::to_string);
    let shared = TRIGGERS.iter().filter(|trigger| trigger.source(source).is_some()).count() > 1;
    let other = if named.is_none() && shared {
        format!(", with the handler's trigger in place of `{module}`")
    } else {
        String::new()
    };
    format!("{write} `{name}({module}::Event<{lifetime}, {version}{module}::{source}>)`{other}")
}
