//! `triggers![a, b]`: the handlers of a function, as one flat dispatch.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Expr, Path, Token};

use crate::errors::Errors;
use crate::message::split_crate;
use crate::signature::ends;

/// `triggers!($crate; a, b)`.
pub(crate) fn triggers(input: TokenStream) -> TokenStream {
    let (krate, input) = split_crate(input);
    let mut errors = Errors::default();
    let handlers = parse(input, &mut errors);
    if errors.is_empty() {
        expand(&krate, &handlers)
    } else {
        let errors = errors.into_tokens();
        quote!({ #errors ::core::unreachable!() })
    }
}

fn parse(input: TokenStream, errors: &mut Errors) -> Vec<Path> {
    if input.is_empty() {
        errors.at(Span::call_site(), "no handler is named", "write `triggers![my_handler]`");
        return Vec::new();
    }
    let list = match Punctuated::<Expr, Token![,]>::parse_terminated.parse2(input) {
        Ok(list) => list,
        Err(error) => {
            errors.at(
                error.span(),
                "expected the names of handlers, with commas between them",
                "write `triggers![a, b]`",
            );
            return Vec::new();
        }
    };
    list.into_iter().filter_map(|element| handler(element, errors)).collect()
}

fn handler(element: Expr, errors: &mut Errors) -> Option<Path> {
    match element {
        Expr::Path(path) if path.qself.is_none() => Some(path.path),
        Expr::Call(call) => {
            let name = call.func.to_token_stream();
            errors.on(&call, "a handler is named, not called", format!("write `{name}`"));
            None
        }
        other => {
            errors.on(
                &other,
                "expected the name of a handler",
                "write the name of a function with an attribute of this crate, such as `triggers![verify]`",
            );
            None
        }
    }
}

fn expand(krate: &TokenStream, handlers: &[Path]) -> TokenStream {
    let overlaps = handlers.iter().enumerate().skip(1).map(|(index, handler)| {
        let (first, last) = ends(&handler.to_token_stream());
        let arguments = quote_spanned!(last=> (HANDLERS, #index));
        quote_spanned!(first=> const _: () = check_overlap #arguments;)
    });
    // Under a name of the macro's, which rustc can underline at a handler; `$crate` it cannot.
    let import = (handlers.len() > 1).then(|| quote!(use #krate::check::overlap as check_overlap;));
    let indices = 0..handlers.len();
    // rustc shows this header in its notes: at the first handler.
    let at = handlers.first().map_or_else(Span::call_site, Spanned::span);
    let header = quote_spanned!(at=> impl<RouterState: ::core::marker::Sync> #krate::HandlerSet<RouterState> for Handlers);
    quote! {{
        #[derive(::core::clone::Clone, ::core::marker::Copy)]
        struct Handlers;

        const HANDLERS: &[#krate::handler::Meta] = &[#(<#handlers as #krate::handler::Describe>::META),*];
        #import
        #(#overlaps)*

        #header
        where
            #(#handlers: #krate::handler::Handler<RouterState>,)*
        {
            const HANDLERS: &'static [#krate::handler::Meta] = HANDLERS;

            async fn call(
                index: ::core::primitive::usize,
                invocation: #krate::handler::Invocation<'_, RouterState>,
            ) -> ::core::option::Option<::core::result::Result<#krate::handler::Overlay, #krate::Error>> {
                ::core::option::Option::Some(match index {
                    #(#indices => <#handlers as #krate::handler::Handler<RouterState>>::call(invocation).await,)*
                    _ => return ::core::option::Option::None,
                })
            }
        }

        #krate::Triggers::new(Handlers)
    }}
}
