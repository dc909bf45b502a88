//! A checked message becomes tokens. Nothing here can fail.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::LitStr;

use super::checks::{Inserted, Message, Text, Variant};
use super::choice::Choice;
use super::part::{Part, Placeholder};
use super::values::Value;
use crate::rules::Field;
use crate::slot::{Kind, Slot};
use crate::tools::carets::ends;

/// Makes the expression of an e-mail.
pub(super) fn email(krate: &TokenStream, message: &Message) -> TokenStream {
    let make = |texts: &Variant| {
        let [subject, body] = &texts[..] else { return TokenStream::new() };
        let at = body.source.span();
        let type_parameter = placeholders(&body.parts, at);
        let (subject, parts) = (parts(subject, at), parts(body, at));
        if let Some(index) = message.username {
            let value = value(index, at);
            quote_spanned!(at=> __email_for_every_source(&#subject, &#parts, __HtmlValue::as_html(#value), __HtmlValue::as_placed(#value)))
        } else {
            quote_spanned!(at=> __email::<#type_parameter>(&#subject, &#parts))
        }
    };
    let function = if message.username.is_some() { "email_for_every_source" } else { "email" };
    whole(krate, message, function, make)
}

/// Makes the expression of an SMS.
pub(super) fn sms(krate: &TokenStream, message: &Message) -> TokenStream {
    let line_breaks = |at| message.has_line_breaks.then(|| quote_spanned!(at=> .with_line_breaks()));
    let make = |texts: &Variant| {
        let [text] = &texts[..] else { return TokenStream::new() };
        let at = text.source.span();
        let type_parameter = placeholders(&text.parts, at);
        let parts = parts(text, at);
        let line_breaks = line_breaks(at);
        if let Some(index) = message.username {
            let value = value(index, at);
            quote_spanned!(at=> __sms_for_every_source(&#parts, __TextValue::as_display(#value)) #line_breaks)
        } else {
            quote_spanned!(at=> __sms::<#type_parameter>(&#parts) #line_breaks)
        }
    };
    let function = if message.username.is_some() { "sms_for_every_source" } else { "sms" };
    whole(krate, message, function, make)
}

/// Makes the expression of a message in one language, or of the choice among several.
fn whole(
    krate: &TokenStream,
    message: &Message,
    function: &str,
    make: impl Fn(&Variant) -> TokenStream,
) -> TokenStream {
    let Message { variants, values, choice, .. } = message;
    let Some(at) = variants.first().and_then(|texts| texts.last()).map(|text| text.source.span()) else {
        return TokenStream::new();
    };
    let dependencies: TokenStream =
        variants.iter().filter_map(|texts| texts.last()).map(|text| text.source.dependencies()).collect();
    let make = match choice {
        None => variants.iter().map(make).collect(),
        Some(Choice { languages, language, .. }) => {
            // The last arm is the default language, which is the first.
            let arms = variants.iter().enumerate().skip(1).map(|(index, texts)| {
                let (index, make) = (Literal::usize_unsuffixed(index), make(texts));
                quote_spanned!(at=> #index => #make,)
            });
            let default = variants.first().map(&make);
            let (first, last) = ends(&language.to_token_stream());
            let language = quote_spanned!(last=> (#language));
            let language = quote_spanned!(first=> &#language);
            let choose = Ident::new(CHOOSE, at);
            quote_spanned!(at=> match #choose::choose(#language, &[#(#languages),*]) { #(#arms)* _ => #default })
        }
    };
    let chooses = choice.as_ref().map(|_| Ident::new(CHOOSE, at));
    let message = bind(krate, values, function, chooses, &make, at);
    // The tests of the user's crate find files that the list lacks.
    let record = choice.as_ref().map(|Choice { files, languages, .. }| {
        quote! {
            #[cfg(test)]
            #krate::__private::made_of(
                ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/", #files),
                &[#(#languages),*],
            );
        }
    });
    if dependencies.is_empty() { message } else { quote!({ #dependencies #record #message }) }
}

/// The trait that chooses a language, as the expansion names it.
const CHOOSE: &str = "__LanguageTag";

/// Evaluates the values, each once and in order, before the message is made of them. The message has
/// the span of its text, so that rustc points there.
fn bind(
    krate: &TokenStream,
    values: &[Value],
    function: &str,
    chooses: Option<Ident>,
    make: &TokenStream,
    at: Span,
) -> TokenStream {
    // `$crate` keeps its own span, so nothing that rustc may underline starts with it.
    let (function, alias) = (format_ident!("{function}"), format_ident!("__{function}", span = at));
    let [part, code, username, link, html, text, slot, kind] =
        ["__Part", "__Code", "__Username", "__Link", "__HtmlValue", "__TextValue", "__Slot", "__Kind"]
            .map(|alias| Ident::new(alias, at));
    let choose = chooses.map(|alias| quote!(LanguageTag as #alias,));
    let make = quote! {
        #[allow(unused_imports)]
        use #krate::{
            __private::{
                HtmlValue as #html, Kind as #kind, Part as #part, Slot as #slot, TextValue as #text, #choose #function as #alias,
            },
            custom_message::{Code as #code, Link as #link, Username as #username},
        };
        #make
    };
    if values.is_empty() {
        return quote_spanned!(at=> { #make });
    }
    let values = values.iter().map(|value| match value {
        Value::Given(value) => {
            let (first, last) = ends(&value.to_token_stream());
            let value = quote_spanned!(last=> (#value));
            quote_spanned!(first=> &#value)
        }
        Value::Captured(name) => quote_spanned!(name.span()=> &#name),
    });
    let all = values_name(at);
    quote_spanned!(at=> match (#(#values,)*) { #all => { #make } })
}

/// Returns the name of the bound values.
fn values_name(at: Span) -> Ident {
    Ident::new("__values", at)
}

/// Names the bound value with this index.
fn value(index: usize, at: Span) -> TokenStream {
    let values = values_name(at);
    let mut index = Literal::usize_unsuffixed(index);
    index.set_span(at);
    quote_spanned!(at=> #values.#index)
}

/// Makes the array of a text's parts for the runtime crate.
fn parts(Text { field, source, parts }: &Text, bound_at: Span) -> TokenStream {
    let at = source.span();
    // Two texts of one message may come from different macros, and must find the same variable.
    let values = values_name(at.resolved_at(bound_at));
    let parts = parts.iter().map(|part| {
        let part = match part {
            Part::Text(text) => quote_spanned!(at=> Text(#text)),
            Part::Placeholder(Placeholder::Code) => quote_spanned!(at=> CodePlaceholder),
            Part::Placeholder(Placeholder::Username) => quote_spanned!(at=> UsernamePlaceholder),
            Part::Placeholder(Placeholder::Link(None)) => quote_spanned!(at=> LinkPlaceholder),
            Part::Placeholder(Placeholder::Link(Some(text))) => quote_spanned!(at=> LinkText(#text)),
            Part::Value { value: Inserted { index, slot, name }, format } => {
                if *slot == Slot::TEXT {
                    let value = inserted(
                        *index,
                        format,
                        if *field == Field::Body {
                            quote_spanned!(at=> __HtmlValue::as_html)
                        } else {
                            quote_spanned!(at=> __TextValue::as_display)
                        },
                        &values,
                        at,
                    );
                    quote_spanned!(at=> Value(#value))
                } else {
                    let value =
                        inserted(*index, format, quote_spanned!(at=> __HtmlValue::as_placed), &values, at);
                    let slot = self::slot(*slot, at);
                    quote_spanned!(at=> Placed { value: #value, slot: #slot, name: #name })
                }
            }
        };
        quote_spanned!(at=> __Part::#part)
    });
    quote_spanned!(at=> [#(#parts),*])
}

/// Makes the reference to a value, with its format.
fn inserted(index: usize, format: &str, conversion: TokenStream, values: &Ident, at: Span) -> TokenStream {
    let mut index = Literal::usize_unsuffixed(index);
    index.set_span(at);
    if format.is_empty() {
        return quote_spanned!(at=> #conversion(#values.#index));
    }
    let format = LitStr::new(&format!("{{:{format}}}"), at);
    quote_spanned!(at=> &::core::format_args!(#format, #values.#index))
}

/// Makes the place of a value in the HTML.
fn slot(Slot { kind, is_unquoted }: Slot, at: Span) -> TokenStream {
    let kind = match kind {
        Kind::Text => "Text",
        Kind::Attribute => "Attribute",
        Kind::Name => "Name",
        Kind::UrlStart => "UrlStart",
        Kind::UrlPath => "UrlPath",
        Kind::UrlQuery => "UrlQuery",
        Kind::UrlList => "UrlList",
        Kind::Css => "Css",
        Kind::CssString => "CssString",
        Kind::Script => "Script",
    };
    let kind = Ident::new(kind, at);
    quote_spanned!(at=> __Slot { kind: __Kind::#kind, is_unquoted: #is_unquoted })
}

/// Makes the type that says which placeholders the text has.
fn placeholders(parts: &[Part<Inserted>], at: Span) -> TokenStream {
    let has =
        |wanted: &Placeholder| parts.iter().any(|part| matches!(part, Part::Placeholder(p) if p == wanted));
    let [code, username, link] = ["__Code", "__Username", "__Link"].map(|name| Ident::new(name, at));
    match (has(&Placeholder::Code), has(&Placeholder::Username)) {
        (true, true) => quote_spanned!(at=> (#code, #username)),
        (true, false) => code.into_token_stream(),
        (false, true) => username.into_token_stream(),
        (false, false) => link.into_token_stream(),
    }
}
