//! A handler's arguments and signature become tokens. Nothing here can fail.

use std::iter;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};

use super::args::Args;
use super::signature::{Function, Generics, Input};
use crate::tools::carets::{call, ends, respan};
use crate::tools::spec::Trigger;

/// Makes the items that an attribute adds to its function.
pub(super) fn handler(trigger: &Trigger, args: &Args, function: &Function) -> TokenStream {
    let Args { krate, .. } = args;
    let Function { cfgs, name, event, output, .. } = function;
    let companion = companion(function);
    let listed = listed(function);
    let describe = describe(trigger, args, function, output, &sources(trigger, args));
    // Not at the function's name: there, rustc proposes to declare missing types as parameters.
    let any_state = quote!(<RouterState: ::core::marker::Sync>);
    let Generics { declared, bounds } = &function.generics;
    let declared = if function.state.is_none() { &any_state } else { declared };
    let state = function.state.clone().unwrap_or_else(|| quote_spanned!(name.span()=> RouterState));
    let invocation = Ident::new("__invocation", name.span());
    let inputs = function.inputs.iter().map(|input| match input {
        Input::State => quote!(#invocation.state),
        Input::Context(ty) => quote!(<#ty as #krate::__private::IsContext>::of(#invocation.context)),
    });
    let wait = function.is_async.then(|| quote!(.await));
    let checks = checks(trigger, args, function);
    let param = param(trigger, args, event);
    let response = response(trigger, args, function);
    // Variables that a function of these names does not meet.
    let [event_name, response_name, overlay] =
        ["event", "response", "overlay"].map(|variable| Ident::new(variable, Span::mixed_site()));
    let read = quote! {
        let #event_name = #param.read(#invocation.envelope)?;
        let #response_name = #name(#event_name #(, #inputs)*)#wait;
        let mut #overlay = #krate::__private::Overlay::new();
        #response::write(#response_name, #invocation.envelope, &mut #overlay)?;
        ::core::result::Result::Ok(#overlay)
    };
    let at = name.span();
    // At the function's name, since rustc shows the headers of the impl and of `call` in its notes.
    let call = quote_spanned! {at=>
        async fn call(
            #invocation: #krate::__private::Invocation<'_, #state>,
        ) -> ::core::result::Result<#krate::__private::Overlay, #krate::Error>
    };
    let here = respan(krate.clone(), at);
    let handler = quote_spanned!(at=> impl #declared #here::__private::Handler<#state> for #name #bounds);
    let body = quote_spanned!(at=> { #call { #read } });
    quote! {
        #companion
        #listed
        #describe

        #(#cfgs)*
        #[automatically_derived]
        #handler #body

        #checks
    }
}

/// Makes the items of a handler with a mistake: enough for `triggers!` to name it.
pub(super) fn stub(trigger: &Trigger, args: &Args, function: &Function) -> TokenStream {
    let Args { krate, .. } = args;
    let Function { cfgs, name, .. } = function;
    let companion = companion(function);
    let describe = describe(trigger, args, function, &quote!(()), &quote!(#krate::SourceSet::EMPTY));
    quote! {
        #companion
        #describe
        #(#cfgs)*
        #[automatically_derived]
        impl<RouterState: ::core::marker::Sync> #krate::__private::Handler<RouterState> for #name {
            async fn call(
                _: #krate::__private::Invocation<'_, RouterState>,
            ) -> ::core::result::Result<#krate::__private::Overlay, #krate::Error> {
                ::core::unreachable!()
            }
        }
    }
}

/// Makes the type that `triggers!` finds under the function's name.
fn companion(function: &Function) -> TokenStream {
    let Function { cfgs, vis, name, .. } = function;
    // At the function's name, so that rustc points there when two items have one name.
    let item = quote_spanned!(name.span()=> enum #name {});
    quote! {
        #(#cfgs)*
        #[doc(hidden)]
        #[allow(non_camel_case_types, missing_debug_implementations)]
        #vis #item
    }
}

/// Makes what only `triggers!` uses, so that rustc warns of a function that it leaves out. The function
/// itself is in use, since `Handler` calls it; a name that begins with `_` never brings a warning.
fn listed(Function { cfgs, levels, vis, name, .. }: &Function) -> TokenStream {
    // At the function's name: rustc does not warn of what a macro wrote.
    let function = quote_spanned!(name.span()=> pub(super) fn #name() {});
    let header = quote_spanned!(name.span()=> impl #name);
    let body = quote_spanned! {name.span()=> {
        #[doc(hidden)]
        #[allow(unreachable_pub)]
        #vis const __LISTED: fn() = __listed::#name;
    }};
    quote! {
        #(#cfgs)*
        const _: () = {
            // Where the type's name does not find the function.
            mod __listed {
                #(#levels)*
                #[allow(clippy::redundant_pub_crate)]
                #function
            }
            #header #body
        };
    }
}

/// Names the handler's parameter as an event of the trigger, and of the version if there is one.
fn param(trigger: &Trigger, Args { krate, version, .. }: &Args, event: &TokenStream) -> TokenStream {
    let module = module(trigger);
    let version = version.as_ref().map(|version| quote!(, #krate::#module::#version));
    quote!(<#event as #krate::#module::IsEvent<'_ #version>>::PARAM)
}

/// Names the function's return type as a response of the trigger. The return type itself stands in one
/// place alone, where a mistake in it is one error; rustc underlines it for this one.
fn response(
    trigger: &Trigger,
    Args { krate, .. }: &Args,
    Function { name, output, .. }: &Function,
) -> TokenStream {
    let module = module(trigger);
    let (first, last) = ends(output);
    let start = quote_spanned!(first=> <#name as #krate::__private::Describe>);
    let returned = quote_spanned!(last=> #start::Returned);
    quote!(<#returned as #krate::#module::IntoResponse>)
}

/// Makes the metadata that the router reads.
fn describe(
    trigger: &Trigger,
    Args { krate, version, .. }: &Args,
    function: &Function,
    output: &TokenStream,
    sources: &TokenStream,
) -> TokenStream {
    let module = module(trigger);
    let version =
        version.as_ref().map(|version| quote!(.of_version(#krate::#module::#version::LAMBDA_VERSION)));
    let Function { cfgs, name, empty_generics, .. } = function;
    let trigger_name = format_ident!("{}", trigger.name);
    let text = name.to_string();
    // As the function has it, so that a type that is not imported is one error.
    let header = quote_spanned!(name.span()=> impl #empty_generics #krate::__private::Describe for #name);
    let items = quote! {
        type Returned = #output;
        const META: #krate::__private::Meta =
            #krate::__private::Meta::new(#text, #krate::Trigger::#trigger_name, #sources)#version;
    };
    let body = quote_spanned!(name.span()=> { #items });
    quote! {
        #(#cfgs)*
        #[automatically_derived]
        #header #body
    }
}

/// Makes the set of the handler's sources.
fn sources(trigger: &Trigger, args: &Args) -> TokenStream {
    let Args { krate, sources, version, .. } = args;
    let module = module(trigger);
    // The type that stands for the trigger, or for the version of its events.
    let ty = version.clone().unwrap_or_else(|| format_ident!("{}", trigger.ty));
    if sources.is_empty() {
        quote!(<#krate::#module::#ty as #krate::TriggerMarker>::SOURCES)
    } else {
        quote!(#krate::SourceSet::of(&[#(#krate::#module::#sources::SOURCE),*]))
    }
}

/// Makes the checks, each a constant of its own at the tokens to change: in one constant, the first
/// check that fails would hide the others.
fn checks(trigger: &Trigger, args: &Args, function: &Function) -> TokenStream {
    let Args { krate, sources, .. } = args;
    let Function { cfgs, name, event, output, .. } = function;
    let module = module(trigger);
    let param = param(trigger, args, event);
    let meta = quote!(<#name as #krate::__private::Describe>::META);
    let covers = if sources.is_empty() { "covers_all" } else { "covers" };
    let at_event = call(event, krate, &["__private", covers], &quote!(&#param, #meta.sources));
    // Checked only if the parameter covers the sources: the response may fit the events that the
    // parameter takes.
    let at_output = trigger.has_check().then(|| {
        let response = response(trigger, args, function);
        let arguments = quote!(#response::CONTENT, #meta);
        let check = call(output, krate, &["__private", trigger.attribute, "check"], &arguments);
        quote!(if #krate::__private::is_covered(&#param, #meta.sources) { #check })
    });
    let at_sources = sources.iter().map(|source| {
        let arguments = quote!(&#param, #krate::#module::#source::SOURCE);
        call(&quote!(#source), krate, &["__private", "has_variant"], &arguments)
    });
    // The lint takes a path at the user's tokens for one that the user wrote. The items are not at
    // the function's name, where rustc would report a missing type once more.
    let checks = iter::once(at_event)
        .chain(at_output)
        .chain(at_sources)
        .map(|check| quote!(#(#cfgs)* #[allow(unused_qualifications)] const _: () = #check;));
    quote!(#(#checks)*)
}

/// Returns the name of the trigger's module in the runtime crate.
fn module(trigger: &Trigger) -> Ident {
    format_ident!("{}", trigger.attribute)
}
