//! `#[derive(FromEvent)]`: an enum with a variant for each source.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::{Data, DeriveInput, Fields, GenericParam, Ident, Lifetime, Type};

use crate::errors::Errors;

struct Model {
    name: Ident,
    lifetime: Lifetime,
    variants: Vec<(Ident, Type)>,
}

const EXAMPLE: &str = "write `enum Greeting<'a> { SignUp(custom_message::Event<'a, SignUp>), .. }`";

pub(crate) fn from_event(item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    match parse(item, &mut errors) {
        Some(model) if errors.is_empty() => expand(&model),
        _ => errors.into_tokens(),
    }
}

fn parse(item: TokenStream, errors: &mut Errors) -> Option<Model> {
    let input: DeriveInput = syn::parse2(item).map_err(|e| errors.push(e)).ok()?;
    let data = match &input.data {
        Data::Enum(data) => data,
        Data::Struct(data) => {
            errors.on(
                data.struct_token,
                "`FromEvent` is derived for an enum with a variant for each source",
                EXAMPLE,
            );
            return None;
        }
        Data::Union(data) => {
            errors.on(
                data.union_token,
                "`FromEvent` is derived for an enum with a variant for each source",
                EXAMPLE,
            );
            return None;
        }
    };
    if data.variants.is_empty() {
        errors.on(&input.ident, format!("`{}` has no variant, so no event fits it", input.ident), EXAMPLE);
        return None;
    }
    let mut lifetime = None;
    for parameter in &input.generics.params {
        match parameter {
            GenericParam::Lifetime(parameter) if lifetime.is_none() => {
                lifetime = Some(parameter.lifetime.clone())
            }
            other => errors.on(other, "an enum of events has one parameter, the events' lifetime", EXAMPLE),
        }
    }
    let mut variants: Vec<(Ident, Type)> = Vec::new();
    for variant in &data.variants {
        let Fields::Unnamed(fields) = &variant.fields else {
            errors.on(
                variant,
                format!("the variant `{}` holds no event", variant.ident),
                format!("write `{}(custom_message::Event<'a, {}>)`", variant.ident, variant.ident),
            );
            continue;
        };
        let mut fields = fields.unnamed.iter();
        let (Some(field), None) = (fields.next(), fields.next()) else {
            errors.on(
                &variant.fields,
                format!("the variant `{}` holds one event, and nothing else", variant.ident),
                format!("write `{}(custom_message::Event<'a, {}>)`", variant.ident, variant.ident),
            );
            continue;
        };
        let text = field.ty.to_token_stream().to_string();
        if let Some((earlier, _)) = variants.iter().find(|(_, ty)| ty.to_token_stream().to_string() == text) {
            errors.on(
                &field.ty,
                format!("the variant `{earlier}` holds this event too"),
                "give each variant a source of its own",
            );
        }
        variants.push((variant.ident.clone(), field.ty.clone()));
    }
    if lifetime.is_none() && errors.is_empty() {
        errors.on(
            &input.ident,
            format!("`{}` has no lifetime for its events", input.ident),
            format!("write `enum {}<'a>`, and `Event<'a, ..>` in the variants", input.ident),
        );
    }
    Some(Model { name: input.ident, lifetime: lifetime?, variants })
}

fn expand(Model { name, lifetime, variants }: &Model) -> TokenStream {
    let krate = quote!(::cognito_triggers);
    let (names, types): (Vec<_>, Vec<_>) = variants.iter().map(|(name, ty)| (name, ty)).unzip();
    let span = name.span();
    let header = quote_spanned!(span=> impl<#lifetime, Trigger: #krate::TriggerType> #krate::handler::FromEvent<#lifetime, Trigger> for #name<#lifetime>);
    let body = quote! {
        const SOURCES: #krate::SourceSet = #krate::SourceSet::EMPTY
            #(.union(<#types as #krate::handler::FromEvent<#lifetime, Trigger>>::SOURCES))*;
        const IS_ENUM: bool = true;

        fn from_event(
            envelope: &#lifetime #krate::handler::Envelope<#lifetime>,
        ) -> ::core::result::Result<Self, #krate::Error> {
            #(if let ::core::option::Option::Some(event) = #krate::check::variant_event::<Trigger, #types>(envelope) {
                return ::core::result::Result::map(event, Self::#names);
            })*
            ::core::result::Result::Err(#krate::check::no_variant(envelope))
        }
    };
    quote_spanned! {span=>
        #[automatically_derived]
        #header
        where #(#types: #krate::handler::FromEvent<#lifetime, Trigger>,)*
        { #body }
    }
}
