//! A handler's arguments and signature become tokens. Nothing here can fail.
//!
//! The tokens are at the function's name, with its hygiene, as if they were written there. rustc checks a body
//! again after an edit in front of it, unless all its tokens are the user's and inside the header of the
//! function that they make: benches/README.md has what that costs.

use std::iter;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::LitStr;

use super::args::Args;
use super::signature::{Function, Generics, Input};
use crate::tools::carets::{call, ends};
use crate::tools::spec::Trigger;

/// Makes the items that an attribute adds to its function.
pub(super) fn handler(trigger: &Trigger, args: &Args, function: &Function) -> TokenStream {
    let Function { cfgs, name, event, output, .. } = function;
    let at = name.span();
    let krate = &args.krate(at);
    let companion = companion(function);
    let listed = listed(function);
    let param = param(trigger, args, event, at);
    let takes = quote_spanned!(at=> const TAKES: #krate::__private::Takes = #param.takes(););
    let describe = describe(trigger, args, function, output, &sources(trigger, args, at), Some(takes));
    let Generics { declared, bounds } = &function.generics;
    let declared = if function.state.is_none() { &function.any_state } else { declared };
    let state = function.state.clone().unwrap_or_else(|| quote_spanned!(at=> RouterState));
    let checks = checks(trigger, args, function);
    // rustc shows the headers of the impl and of `call` in its notes. That of `call` spans the function's, so
    // that the types in the body are inside.
    let end = quote_spanned!(function.end=> >);
    let call = quote_spanned! {at=>
        async fn call(
            __invocation: #krate::__private::Invocation<'_, #state>,
        ) -> ::core::result::Result<#krate::__private::Overlay, #krate::Error #end
    };
    let body = body(trigger, args, function);
    let items = quote_spanned!(at=> #call { #body });
    let block = quote_spanned!(function.end=> { #items });
    let header = quote_spanned!(at=> impl #declared #krate::__private::Handler<#state> for #name #bounds);
    let allowed = allowed(at);
    let handler = quote_spanned! {at=>
        #(#cfgs)*
        #[automatically_derived]
        #allowed
        #[allow(clippy::let_unit_value, clippy::question_mark_used)]
        #header #block
    };
    quote! {
        #companion
        #listed
        #describe
        #handler
        #checks
    }
}

/// Makes the body of `call`: the event is read, the function is called, and what it returns is written.
fn body(trigger: &Trigger, args: &Args, function: &Function) -> TokenStream {
    let Function { name, event, .. } = function;
    let at = name.span();
    let args = &args.at(at);
    let krate = &args.krate(at);
    let inputs = function.inputs.iter().map(|input| match input {
        Input::State => quote_spanned!(at=> __invocation.state),
        Input::Context(ty) => {
            quote_spanned!(at=> <#ty as #krate::__private::IsContext>::of(__invocation.context))
        }
    });
    let wait = function.is_async.then(|| quote_spanned!(at=> .await));
    let param = param(trigger, args, event, at);
    let response = response(trigger, args, function);
    quote_spanned! {at=>
        let __event = #param.read(__invocation.envelope)?;
        let __response = #name(__event #(, #inputs)*)#wait;
        let mut __overlay = #krate::__private::Overlay::new();
        #response::write(__response, __invocation.envelope, &mut __overlay)?;
        ::core::result::Result::Ok(__overlay)
    }
}

/// Allows what lints would say of tokens that look as if the user had written them.
fn allowed(at: Span) -> TokenStream {
    quote_spanned!(at=> #[allow(unused_qualifications, clippy::absolute_paths)])
}

/// Makes the items of a handler with a mistake: enough for `triggers!` to name it.
pub(super) fn stub(trigger: &Trigger, args: &Args, function: &Function) -> TokenStream {
    let Function { cfgs, name, .. } = function;
    let krate = &args.krate(Span::call_site());
    let companion = companion(function);
    let describe = describe(trigger, args, function, &quote!(()), &quote!(#krate::SourceSet::EMPTY), None);
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
    // Where rustc points when two items have one name.
    quote_spanned! {name.span()=>
        #(#cfgs)*
        #[doc(hidden)]
        #[allow(non_camel_case_types, missing_debug_implementations)]
        #vis enum #name {}
    }
}

/// Makes what only `triggers!` uses, so that rustc warns of a function that it leaves out. The function
/// itself is in use, since `Handler` calls it; a name that begins with `_` never brings a warning.
fn listed(Function { cfgs, levels, vis, name, end, .. }: &Function) -> TokenStream {
    let end = quote_spanned!(*end=> ;);
    quote_spanned! {name.span()=>
        #(#cfgs)*
        const _: () = {
            // Where the type's name does not find the function.
            mod __listed {
                #(#levels)*
                #[allow(clippy::redundant_pub_crate)]
                pub(super) fn #name() {}
            }
            impl #name {
                #[doc(hidden)]
                #[allow(unreachable_pub)]
                #vis const __LISTED: fn() = __listed::#name;
            }
        } #end
    }
}

/// Names the handler's parameter as an event of the trigger, and of the version if there is one.
fn param(trigger: &Trigger, args: &Args, event: &TokenStream, at: Span) -> TokenStream {
    let (krate, module) = (args.krate(at), module(trigger, at));
    let version = args.version.as_ref().map(|version| quote_spanned!(at=> , #krate::#module::#version));
    quote_spanned!(at=> <#event as #krate::#module::IsEvent<'_ #version>>::PARAM)
}

/// Names the function's return type as a response of the trigger. The return type itself stands in one
/// place alone, where a mistake in it is one error; rustc underlines it for this one.
fn response(trigger: &Trigger, args: &Args, Function { name, output, .. }: &Function) -> TokenStream {
    let at = name.span();
    let (krate, module) = (args.krate(at), module(trigger, at));
    let (first, last) = ends(output);
    let start = quote_spanned!(first=> <#name as #krate::__private::Describe>);
    let returned = quote_spanned!(last=> #start::Returned);
    quote_spanned!(at=> <#returned as #krate::#module::IntoResponse>)
}

/// Makes the metadata that the router reads.
fn describe(
    trigger: &Trigger,
    args: &Args,
    function: &Function,
    output: &TokenStream,
    sources: &TokenStream,
    takes: Option<TokenStream>,
) -> TokenStream {
    let Function { cfgs, name, empty_generics, .. } = function;
    let at = name.span();
    let (krate, module) = (args.krate(at), module(trigger, at));
    let version = args.version.as_ref();
    let version =
        version.map(|version| quote_spanned!(at=> .of_version(#krate::#module::#version::LAMBDA_VERSION)));
    let trigger_name = Ident::new(trigger.name, at);
    let text = LitStr::new(&name.to_string(), at);
    let allowed = allowed(at);
    let items = quote_spanned! {at=>
        const META: #krate::__private::Meta =
            #krate::__private::Meta::new(#text, #krate::Trigger::#trigger_name, #sources)#version;
        #takes
        type Returned = #output;
    };
    let block = quote_spanned!(function.end=> { #items });
    // The parameters as the function has them, so that a type that is not imported is one error.
    quote_spanned! {at=>
        #(#cfgs)*
        #[automatically_derived]
        #allowed
        impl #empty_generics #krate::__private::Describe for #name #block
    }
}

/// Makes the set of the handler's sources.
fn sources(trigger: &Trigger, args: &Args, at: Span) -> TokenStream {
    let Args { sources, version, .. } = args;
    let (krate, module) = (args.krate(at), module(trigger, at));
    // The type that stands for the trigger, or for the version of its events.
    let ty = version.clone().unwrap_or_else(|| Ident::new(trigger.ty, at));
    if sources.is_empty() {
        quote_spanned!(at=> <#krate::#module::#ty as #krate::TriggerMarker>::SOURCES)
    } else {
        quote_spanned!(at=> #krate::SourceSet::of(&[#(#krate::#module::#sources::SOURCE),*]))
    }
}

/// Makes the checks, each a constant of its own at the tokens to change: in one constant, the first
/// check that fails would hide the others. None names the function's types, so that a missing type is one error.
fn checks(trigger: &Trigger, args: &Args, function: &Function) -> TokenStream {
    let Function { cfgs, name, event, output, .. } = function;
    let at = name.span();
    let krate = &args.krate(at);
    let takes = quote_spanned!(at=> <#name as #krate::__private::Describe>::TAKES);
    let meta = quote_spanned!(at=> <#name as #krate::__private::Describe>::META);
    let covers = if args.sources.is_empty() { "covers_all" } else { "covers" };
    let at_event = call(event, krate, &["__private", covers], &quote_spanned!(at=> #takes, #meta.sources));
    // Checked only if the parameter covers the sources: the response may fit the events that the
    // parameter takes.
    let at_output = trigger.has_check().then(|| {
        let response = response(trigger, args, function);
        let arguments = quote_spanned!(at=> #response::CONTENT, #meta);
        let check = call(output, krate, &["__private", trigger.attribute, "check"], &arguments);
        quote_spanned!(at=> if #krate::__private::is_covered(#takes, #meta.sources) { #check })
    });
    let (allowed, end) = (allowed(at), quote_spanned!(function.end=> ;));
    let checks = iter::once(at_event)
        .chain(at_output)
        .map(|check| quote_spanned!(at=> #(#cfgs)* #allowed const _: () = #check #end));
    quote!(#(#checks)*)
}

/// Returns the name of the trigger's module in the runtime crate.
fn module(trigger: &Trigger, at: Span) -> Ident {
    Ident::new(trigger.attribute, at)
}
