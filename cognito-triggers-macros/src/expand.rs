//! A handler's model becomes tokens. Nothing here can fail.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{format_ident, quote, quote_spanned};

use crate::args::Args;
use crate::signature::{Function, Input, ends};
use crate::spec::Trigger;

/// What an attribute adds to its function.
pub(crate) fn handler(trigger: &Trigger, args: &Args, function: &Function) -> TokenStream {
    let Args { krate, .. } = args;
    let Function { cfgs, name, event, output, .. } = function;
    let module = format_ident!("{}", trigger.attribute);
    let ty = event_type(trigger, args);
    let companion = companion(function);
    let describe = describe(trigger, args, function, &sources(trigger, args));
    let (generics, state) = match &function.state {
        Some(state) => (None, state.clone()),
        None => {
            let at = name.span();
            (Some(quote_spanned!(at=> <RouterState: ::core::marker::Sync>)), quote_spanned!(at=> RouterState))
        }
    };
    let invocation = Ident::new("invocation", Span::mixed_site());
    let inputs = function.inputs.iter().map(|input| match input {
        Input::State => quote!(#invocation.state),
        Input::Context(ty) => quote!(#krate::check::context::<#ty>(#invocation.context)),
    });
    let wait = function.is_async.then(|| quote!(.await));
    let checks = checks(trigger, args, function);
    let read = quote! {
        let event = #krate::check::param::<#krate::#module::#ty, #event>().read(#invocation.envelope)?;
        #krate::#module::respond::<#name>(#invocation.envelope, #name(event #(, #inputs)*)#wait)
    };
    let at = name.span();
    // rustc shows the header of the impl and of `call` in its notes: at the function's name.
    let call = quote_spanned! {at=>
        async fn call(
            #invocation: #krate::handler::Invocation<'_, #state>,
        ) -> ::core::result::Result<#krate::handler::Overlay, #krate::Error>
    };
    let handler = quote_spanned!(at=> impl #generics #krate::handler::Handler<#state> for #name);
    let body = quote_spanned!(at=> { #call { #read } });
    quote! {
        #companion
        #describe

        #(#cfgs)*
        #[automatically_derived]
        impl #krate::#module::Handles for #name {
            type Response = #output;
        }

        #(#cfgs)*
        #[automatically_derived]
        #handler #body

        #checks
    }
}

/// What remains of a handler with a mistake in its list: enough for `triggers!` to name it.
pub(crate) fn stub(trigger: &Trigger, args: &Args, function: &Function) -> TokenStream {
    let Args { krate, .. } = args;
    let Function { cfgs, name, .. } = function;
    let companion = companion(function);
    let describe = describe(trigger, args, function, &quote!(#krate::SourceSet::EMPTY));
    quote! {
        #companion
        #describe
        #(#cfgs)*
        impl<RouterState: ::core::marker::Sync> #krate::handler::Handler<RouterState> for #name {
            async fn call(
                _: #krate::handler::Invocation<'_, RouterState>,
            ) -> ::core::result::Result<#krate::handler::Overlay, #krate::Error> {
                ::core::unreachable!()
            }
        }
    }
}

/// The type that `triggers!` finds under the function's name.
fn companion(function: &Function) -> TokenStream {
    let Function { cfgs, vis, name, .. } = function;
    quote! {
        #(#cfgs)*
        #[doc(hidden)]
        #[allow(non_camel_case_types)]
        #vis enum #name {}
    }
}

fn describe(
    trigger: &Trigger,
    Args { krate, version, .. }: &Args,
    function: &Function,
    sources: &TokenStream,
) -> TokenStream {
    let module = format_ident!("{}", trigger.attribute);
    let version =
        version.as_ref().map(|version| quote!(.of_version(#krate::#module::#version::LAMBDA_VERSION)));
    let Function { cfgs, name, .. } = function;
    let trigger_name = format_ident!("{}", trigger.name);
    let text = name.to_string();
    quote! {
        #(#cfgs)*
        #[automatically_derived]
        impl #krate::handler::Describe for #name {
            const META: #krate::handler::Meta =
                #krate::handler::Meta::new(#text, #krate::Trigger::#trigger_name, #sources)#version;
        }
    }
}

/// The type that stands for the trigger, or for the version of its events.
fn event_type(trigger: &Trigger, args: &Args) -> Ident {
    args.version.clone().unwrap_or_else(|| format_ident!("{}", trigger.ty))
}

fn sources(trigger: &Trigger, args: &Args) -> TokenStream {
    let Args { krate, sources, .. } = args;
    let module = format_ident!("{}", trigger.attribute);
    let ty = event_type(trigger, args);
    if sources.is_empty() {
        quote!(<#krate::#module::#ty as #krate::TriggerType>::SOURCES)
    } else {
        quote!(#krate::SourceSet::of(&[#(#krate::#module::#sources::SOURCE),*]))
    }
}

/// The checks, each a constant of its own, at the tokens to change: in one constant, the first
/// that fails would hide the others.
fn checks(trigger: &Trigger, args: &Args, function: &Function) -> TokenStream {
    let Args { krate, sources, .. } = args;
    let Function { cfgs, name, event, output, .. } = function;
    let cfgs = quote!(#(#cfgs)*);
    let module = format_ident!("{}", trigger.attribute);
    let ty = event_type(trigger, args);
    let param = quote!(#krate::check::param::<#krate::#module::#ty, #event>());
    let listed = quote!(<#name as #krate::handler::Describe>::META.sources);
    let at_event = call(event, krate, &["check", "covers"], &quote!(&#param, #listed));
    let at_output =
        call(output, krate, &[trigger.attribute, "check"], &quote!(::core::marker::PhantomData::<#name>));
    let at_sources = sources.iter().map(|source| {
        let arguments = quote!(&#param, #krate::#module::#source::SOURCE);
        let check = call(&quote!(#source), krate, &["check", "has_variant"], &arguments);
        quote!(#cfgs const _: () = #check;)
    });
    quote! {
        #cfgs
        const _: () = #at_event;
        #cfgs
        const _: () = #at_output;
        #(#at_sources)*
    }
}

/// A call that rustc underlines at the whole of `at`: on stable, the path decides where the
/// underline starts, and the parentheses where it ends.
pub(crate) fn call(
    at: &TokenStream,
    krate: &TokenStream,
    path: &[&str],
    arguments: &TokenStream,
) -> TokenStream {
    let (first, last) = ends(at);
    let krate = respan(krate.clone(), first);
    let path = path.iter().map(|name| Ident::new(name, first));
    let parentheses = quote_spanned!(last=> (#arguments));
    quote_spanned!(first=> #krate #(::#path)* #parentheses)
}

/// The tokens, at another place.
fn respan(tokens: TokenStream, span: Span) -> TokenStream {
    let at = |mut token: TokenTree| {
        token.set_span(span);
        token
    };
    tokens.into_iter().map(at).collect()
}
