//! `#[derive(FromEvent)]`: an enum with a variant for each source.

mod variant;

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::{Data, DataEnum, DeriveInput, GenericParam, Ident, Lifetime, LifetimeParam, Type};

use self::variant::{Enum, event};
use crate::tools::carets::{call, respan};
use crate::tools::errors::Errors;
use crate::tools::spec::{TRIGGERS, Trigger};
use crate::tools::tokens::{flat, lifetimes};

/// Makes an enum of events an event itself.
pub(crate) fn from_event(item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    match parse(item.clone(), &mut errors) {
        Some(model) if errors.is_empty() => expand(&model),
        _ => {
            let stub = if errors.is_empty() { TokenStream::new() } else { stub(item) };
            let errors = errors.into_items();
            quote!(#errors #stub)
        }
    }
}

/// Makes an event of a type with a mistake, so that the handlers that take it do not report it again.
fn stub(item: TokenStream) -> TokenStream {
    let Ok(input) = syn::parse2::<DeriveInput>(item) else { return TokenStream::new() };
    let krate = crate_path(&input, &mut Errors::default());
    let DeriveInput { ident, mut generics, .. } = input;
    let (_, arguments, _) = generics.split_for_impl();
    let arguments = arguments.to_token_stream();
    let (lifetime, trigger) = (Lifetime::new("'__event", Span::call_site()), quote!(__Trigger));
    let bound = quote!(#trigger: #krate::TriggerMarker);
    generics.params.insert(0, GenericParam::Lifetime(LifetimeParam::new(lifetime.clone())));
    generics.params.push(syn::parse_quote!(#bound));
    let (declared, _, bounds) = generics.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #declared #krate::__private::FromEvent<#lifetime, #trigger> for #ident #arguments #bounds {
            const SOURCES: #krate::SourceSet = <#trigger as #krate::TriggerMarker>::SOURCES;

            fn from_event(
                _: &#lifetime #krate::__private::Envelope<#lifetime>,
            ) -> ::core::result::Result<Self, #krate::Error> {
                ::core::unreachable!()
            }
        }
    }
}

/// An enum of events.
struct Model {
    krate: TokenStream,
    name: Ident,
    lifetime: Lifetime,
    variants: Vec<(Ident, Type)>,
}

const EXAMPLE: &str =
    "write `enum Greeting<'a> { SignUp(custom_message::Event<'a, custom_message::SignUp>), .. }`";

/// Reads the enum. Returns `None` where a part that the expansion needs is missing.
fn parse(item: TokenStream, errors: &mut Errors) -> Option<Model> {
    let input: DeriveInput = syn::parse2(item).map_err(|e| errors.push(e)).ok()?;
    let data = match &input.data {
        Data::Enum(data) => data,
        Data::Struct(data) => return not_an_enum(data.struct_token, errors),
        Data::Union(data) => return not_an_enum(data.union_token, errors),
    };
    if data.variants.is_empty() {
        errors.on(&input.ident, format!("`{}` has no variant, so no event fits it", input.ident), EXAMPLE);
        return None;
    }
    let krate = crate_path(&input, errors);
    let mut lifetime = None;
    for parameter in &input.generics.params {
        match parameter {
            GenericParam::Lifetime(parameter) if lifetime.is_none() => {
                lifetime = Some(parameter.lifetime.clone());
            }
            // As rustc proposes where the source is not imported.
            GenericParam::Type(parameter) if trigger_of(&parameter.ident, data).is_some() => {
                let (name, trigger) = (&parameter.ident, trigger_of(&parameter.ident, data));
                let module = trigger.map_or("custom_message", |trigger| trigger.attribute);
                errors.on(
                    parameter,
                    format!("`{name}` is a trigger source, not a parameter"),
                    format!("remove it here, and import it: `use cognito_triggers::{module}::{name};`"),
                );
            }
            other => errors.on(other, "an enum of events has one parameter, the events' lifetime", EXAMPLE),
        }
    }
    let mut variants: Vec<(Ident, Type)> = Vec::new();
    let all = Enum { data, lifetime: lifetime.as_ref() };
    for variant in &data.variants {
        let Some(ty) = event(variant, &all, errors) else { continue };
        let text = ty.to_token_stream().to_string();
        if let Some((earlier, _)) = variants.iter().find(|(_, ty)| ty.to_token_stream().to_string() == text) {
            errors.on(
                ty,
                format!("the variant `{earlier}` holds this event too"),
                "give each variant a source of its own",
            );
        }
        variants.push((variant.ident.clone(), ty.clone()));
    }
    // Where the variants name a lifetime, rustc reports that it is not declared.
    let is_undeclared = variants
        .iter()
        .flat_map(|(_, ty)| lifetimes(ty.to_token_stream()))
        .any(|name| name != "static" && name != "_");
    if lifetime.is_none() && errors.is_empty() && !is_undeclared {
        errors.on(
            &input.ident,
            format!("`{}` has no lifetime for its events", input.ident),
            format!("write `{}<'a>`, and `Event<'a, ..>` in the variants", input.ident),
        );
    }
    Some(Model { krate, name: input.ident, lifetime: lifetime?, variants })
}

/// Reports an item that is no enum, on its keyword.
fn not_an_enum(keyword: impl ToTokens, errors: &mut Errors) -> Option<Model> {
    errors.on(keyword, "`FromEvent` is derived for an enum with a variant for each source", EXAMPLE);
    None
}

/// Returns the trigger of a source: the one that the variants name, or the first that has it.
fn trigger_of(source: &Ident, all: &DataEnum) -> Option<&'static Trigger> {
    let source = source.to_string();
    let tokens = flat(all.variants.to_token_stream());
    let is_named = |trigger: &&Trigger| tokens.iter().any(|token| token.to_string() == trigger.attribute);
    let of_source = || TRIGGERS.iter().copied().filter(|trigger| trigger.source(&source).is_some());
    of_source()
        .find(is_named)
        .or_else(|| of_source().find(|t| t.has_placeholders()))
        .or_else(|| of_source().next())
}

/// Reads the path to the runtime crate: `#[from_event(crate = path)]`.
fn crate_path(input: &DeriveInput, errors: &mut Errors) -> TokenStream {
    const HELP: &str = "write `crate = ::my_crate::cognito_triggers`, or remove `#[from_event(..)]`";
    let mut krate = quote!(::cognito_triggers);
    let variants = match &input.data {
        Data::Enum(data) => data.variants.iter().flat_map(|variant| &variant.attrs).collect(),
        _ => Vec::new(),
    };
    for attribute in variants {
        if attribute.path().is_ident("from_event") {
            errors.on(
                attribute.path(),
                "a variant has no options: its type says which source it is for",
                "remove the attribute",
            );
        }
    }
    for attribute in &input.attrs {
        if !attribute.path().is_ident("from_event") {
            continue;
        }
        let result = attribute.parse_nested_meta(|option| {
            if !option.path.is_ident("crate") {
                // The tokens that follow are part of the same mistake.
                let (path, rest) = (&option.path, option.input.parse::<TokenStream>()?);
                errors.on(quote!(#path #rest), "`from_event` has one option, `crate`", HELP);
                return Ok(());
            }
            if let Ok(path) = option.value().and_then(syn::parse::ParseBuffer::parse::<syn::Path>) {
                krate = path.into_token_stream();
            } else {
                let (path, rest) = (&option.path, option.input.parse::<TokenStream>()?);
                errors.on(quote!(#path #rest), "`crate = ..` takes the path to `cognito_triggers`", HELP);
            }
            Ok(())
        });
        if result.is_err() {
            errors.on(attribute.path(), "`from_event` has one option, `crate`", HELP);
        }
    }
    krate
}

fn expand(Model { krate, name, lifetime, variants }: &Model) -> TokenStream {
    let (names, types): (Vec<_>, Vec<_>) = variants.iter().map(|(name, ty)| (name, ty)).unzip();
    let span = name.span();
    // Variables and a parameter that no item of these names meets.
    let [event, envelope] = ["event", "envelope"].map(|variable| Ident::new(variable, Span::mixed_site()));
    let trigger = Ident::new("__Trigger", span);
    // Where a source is not imported, rustc proposes to declare it behind the last parameter: as for the
    // enum, so that it is one error.
    let at = lifetime.span();
    let marker = respan(quote!(#krate::TriggerMarker), at);
    let declared = quote_spanned!(at=> #trigger: #marker);
    let header = quote_spanned!(span=> impl<#lifetime, #declared> #krate::__private::FromEvent<#lifetime, #trigger> for #name<#lifetime>);
    let body = quote! {
        const SOURCES: #krate::SourceSet = #krate::SourceSet::EMPTY
            #(.union(<#types as #krate::__private::FromEvent<#lifetime, #trigger>>::SOURCES))*;
        const IS_ENUM: ::core::primitive::bool = true;

        fn from_event(
            #envelope: &#lifetime #krate::__private::Envelope<#lifetime>,
        ) -> ::core::result::Result<Self, #krate::Error> {
            #(if let ::core::option::Option::Some(#event) = #krate::__private::variant_event::<#trigger, #types>(#envelope) {
                return ::core::result::Result::map(#event, Self::#names);
            })*
            ::core::result::Result::Err(#krate::__private::no_variant(#envelope))
        }
    };
    let reached = reached(krate, name, lifetime, variants);
    quote_spanned! {span=>
        #[automatically_derived]
        #header
        where #(#types: #krate::__private::FromEvent<#lifetime, #trigger>,)*
        { #body }
        #reached
    }
}

/// Checks at each type that the variants before it leave events for its own.
fn reached(
    krate: &TokenStream,
    name: &Ident,
    lifetime: &Lifetime,
    variants: &[(Ident, Type)],
) -> TokenStream {
    if variants.len() < 2 {
        return TokenStream::new();
    }
    let all = variants.iter().map(|(name, ty)| {
        let name = name.unraw().to_string();
        quote!((#name, <#krate::__private::VariantSources<#ty>>::SOURCES))
    });
    let listed = quote!(<#name<'static>>::__VARIANTS);
    let checks = variants.iter().enumerate().skip(1).map(|(i, (_, ty))| {
        let check = call(&ty.to_token_stream(), krate, &["__private", "is_reached"], &quote!(#listed, #i));
        quote!(const _: () = #check;)
    });
    quote! {
        #[allow(unused_qualifications)]
        const _: () = {
            #[allow(unused_imports)]
            use #krate::__private::NoSources as _;

            // Not in a constant of its own, where rustc proposes nothing for a source that is not imported.
            impl<#lifetime> #name<#lifetime> {
                const __VARIANTS: &'static [(&'static ::core::primitive::str, #krate::SourceSet)] = &[#(#all),*];
            }
            #(#checks)*
        };
    }
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::tools::errors::Errors;

    #[test]
    fn the_lifetime_and_the_variants_are_read() {
        let item = "#[from_event(crate = ::renamed)] enum New<'e> { A(Event<'e, A>), B(Event<'e, B>) }";
        let mut errors = Errors::default();
        let model = parse(item.parse().unwrap(), &mut errors).unwrap();
        assert_eq!(errors.messages(), [""; 0]);
        assert_eq!(model.krate.to_string(), ":: renamed");
        assert_eq!(model.lifetime.to_string(), "'e");
        assert_eq!(model.variants.iter().map(|(name, _)| name.to_string()).collect::<Vec<_>>(), ["A", "B"]);
    }

    #[test]
    fn each_mistake_is_one_error() {
        for (item, fact) in [
            ("struct New<'a>(Event<'a>);", "`FromEvent` is derived for an enum"),
            ("union New<'a> { a: Event<'a> }", "`FromEvent` is derived for an enum"),
            ("enum New<'a> {}", "`New` has no variant"),
            ("enum New<'a> { A(Event<'a, A>), B }", "the variant `B` holds no event"),
            ("enum New<'a> { A(Event<'a, A>), B { c: C } }", "the variant `B` holds no event"),
            ("enum New<'a> { A(Event<'a, A>, C) }", "the variant `A` must hold one event"),
            ("enum New<'a> { A(&'a str) }", "`&'a str` in the variant `A` is not an event"),
            (
                "enum New<'a> { A(Box<Event<'a, A>>) }",
                "`Box<Event<'a, A>>` in the variant `A` is not an event\nhelp: write `A(Event<'a, A>)`",
            ),
            ("enum New<'a> { A(Event<'a, A>), B(Event<'a, A>) }", "the variant `A` holds this event too"),
            ("enum New { A(Event) }", "`New` has no lifetime"),
            ("enum New { A(Event<'_, A>) }", "`New` has no lifetime"),
            ("enum New<'a, T> { A(Event<'a, T>) }", "an enum of events has one parameter"),
            (
                "enum New<'a, SignUp> { A(Event<'a, SignUp>) }",
                "`SignUp` is a trigger source, not a parameter",
            ),
            ("enum New<'a> { #[from_event(crate = x)] A(Event<'a, A>) }", "a variant has no options"),
            ("#[from_event(x = 1)] enum New<'a> { A(Event<'a, A>) }", "`from_event` has one option"),
            ("#[from_event] enum New<'a> { A(Event<'a, A>) }", "`from_event` has one option"),
            ("#[from_event(crate = 1)] enum New<'a> { A(Event<'a, A>) }", "`crate = ..` takes the path"),
        ] {
            let mut errors = Errors::default();
            parse(item.parse().unwrap(), &mut errors);
            let [error] = &errors.messages()[..] else { panic!("{item}: {:?}", errors.messages()) };
            assert!(error.starts_with(fact), "{item}: {error}");
        }
    }

    #[test]
    fn a_variant_without_an_event_is_told_one_that_exists() {
        for (variants, help) in [
            ("New(Event<'a, SignUp>, u8)", "write `New(Event<'a, SignUp>)`"),
            ("New((Event<'a, SignUp>, u8))", "write `New(Event<'a, SignUp>)`"),
            (
                "New(SignUp)",
                "write `New(custom_message::Event<'a, custom_message::SignUp>)`, with the handler's trigger in place of `custom_message`",
            ),
            (
                "SignUp",
                "write `SignUp(custom_message::Event<'a, custom_message::SignUp>)`, with the handler's trigger in place of `custom_message`",
            ),
            (
                "SignUp(&'a str), Web(pre_sign_up::Event<'a, pre_sign_up::AdminCreateUser>)",
                "write `SignUp(pre_sign_up::Event<'a, pre_sign_up::SignUp>)`",
            ),
            (
                "SignUp(Event<'a, SignUp>), Other",
                "write the event of a source, such as `Other(custom_message::Event<'a, custom_message::AdminCreateUser>)`, with the handler's trigger in place of `custom_message`",
            ),
            (
                "Web(pre_token_generation::Event<'a, V3_0, HostedAuth>), Other()",
                "write the event of a source, such as `Other(pre_token_generation::Event<'a, pre_token_generation::V2_0, pre_token_generation::Authentication>)`",
            ),
        ] {
            let mut errors = Errors::default();
            parse(format!("enum New<'a> {{ {variants} }}").parse().unwrap(), &mut errors);
            let [error] = &errors.messages()[..] else { panic!("{variants}: {:?}", errors.messages()) };
            assert!(error.ends_with(&format!("\nhelp: {help}")), "{variants}: {error}");
        }
    }

    #[test]
    fn a_variant_is_told_the_lifetime_of_its_enum() {
        let mut errors = Errors::default();
        parse("enum New<'e> { ForgotPassword }".parse().unwrap(), &mut errors);
        assert!(errors.messages().concat().contains("Event<'e, "), "{:?}", errors.messages());
    }

    #[test]
    fn an_undeclared_lifetime_is_left_to_rustc() {
        let mut errors = Errors::default();
        assert!(parse("enum New { A(Event<'a, A>) }".parse().unwrap(), &mut errors).is_none());
        assert!(errors.is_empty());
    }
}
