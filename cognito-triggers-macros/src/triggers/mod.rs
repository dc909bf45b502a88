//! `triggers![a, b]`: the handlers of a Lambda function, as one flat dispatch.

mod coverage;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Expr, Path, Token};

use crate::tools::call::Call;
use crate::tools::carets::{end, ends};
use crate::tools::errors::Errors;
use crate::tools::tokens::shown;

/// Expands `triggers!($crate; a, b; complete: CustomMessage)`.
pub(crate) fn triggers(input: TokenStream) -> TokenStream {
    let Call { krate, input } = Call::parse(input);
    let mut errors = Errors::default();
    let (input, complete) = coverage::split(input, &mut errors);
    let handlers = if errors.is_empty() { parse(input, &mut errors) } else { Vec::new() };
    if errors.is_empty() { expand(&krate, &handlers, &complete) } else { errors.into_expression() }
}

/// Reads the list of handlers.
fn parse(input: TokenStream, errors: &mut Errors) -> Vec<Path> {
    let end = end(&input);
    if input.is_empty() {
        errors.at(end, "no handler is named", "write `triggers![verify]`, with the names of your handlers");
        return Vec::new();
    }
    if let Some(punct) = separator(&input) {
        errors.at(punct.span(), format!("expected `,`, found `{punct}`"), "write `,`");
        return Vec::new();
    }
    let tokens: Vec<TokenTree> = input.clone().into_iter().collect();
    if let Some(arrow) = tokens.windows(2).position(is_arrow) {
        let handlers = shown(&tokens.iter().skip(arrow + 2).cloned().collect());
        errors.on(input, "a handler's sources are listed in its attribute", format!("write `{handlers}`"));
        return Vec::new();
    }
    // Of `async fn verify`, the pair with the name.
    let adjacent = tokens
        .windows(2)
        .find(|pair| matches!(pair, [TokenTree::Ident(_), TokenTree::Ident(name)] if name != "fn"));
    if let Some([before, name]) = adjacent {
        let is_keyword = matches!(before, TokenTree::Ident(ident) if ident == "fn" || ident == "async");
        if is_keyword {
            errors.on(
                quote!(#before #name),
                "a handler is named without keywords",
                format!("write `{name}`"),
            );
        } else {
            errors.on(name, format!("expected `,` before `{name}`"), format!("write `, {name}`"));
        }
        return Vec::new();
    }
    let list = match Punctuated::<Expr, Token![,]>::parse_terminated.parse2(input) {
        Ok(list) => list,
        Err(error) => {
            let is_end = format!("{:?}", error.span()) == format!("{:?}", Span::call_site());
            errors.at(
                if is_end { end } else { error.span() },
                "expected the names of handlers, with commas between them",
                "name them all, as in `triggers![verify, invite]`",
            );
            return Vec::new();
        }
    };
    list.into_iter().filter_map(|element| handler(element, errors)).collect()
}

/// Whether the tokens are `=>`.
fn is_arrow(pair: &[TokenTree]) -> bool {
    matches!(pair, [TokenTree::Punct(a), TokenTree::Punct(b)] if a.as_char() == '=' && b.as_char() == '>')
}

/// Finds another separator in place of the comma.
fn separator(input: &TokenStream) -> Option<TokenTree> {
    input
        .clone()
        .into_iter()
        .find(|token| matches!(token, TokenTree::Punct(punct) if matches!(punct.as_char(), '|' | '+')))
        .filter(|_| input.clone().into_iter().all(|token| !matches!(token, TokenTree::Group(_))))
        .filter(|_| !matches!(input.clone().into_iter().next(), Some(TokenTree::Punct(_))))
}

/// Reads the path of a handler.
fn handler(element: Expr, errors: &mut Errors) -> Option<Path> {
    let write = |name: &dyn ToTokens| format!("write `{}`", shown(&name.to_token_stream()));
    match element {
        Expr::Path(path) if path.qself.is_none() => match generics(&path.path) {
            Some(arguments) => {
                errors.on(arguments, "a handler has no type arguments", "remove them");
                None
            }
            None => Some(path.path),
        },
        Expr::Group(group) => handler(*group.expr, errors),
        Expr::Paren(paren) => {
            errors.on(&paren, "a handler is named without parentheses", write(&paren.expr));
            None
        }
        Expr::Call(call) => {
            errors.on(&call, "a handler is named, not called", write(&call.func));
            None
        }
        Expr::Reference(reference) => {
            errors.on(&reference, "a handler is named, without `&`", write(&reference.expr));
            None
        }
        Expr::Assign(assign) => {
            errors.on(&assign, "a handler's sources are listed in its attribute", write(&assign.right));
            None
        }
        Expr::Array(array) => {
            errors.on(
                &array,
                "the handlers are named without a second pair of brackets",
                write(&array.elems),
            );
            None
        }
        Expr::Lit(literal) => {
            let text = literal.to_token_stream().to_string();
            let name = text.trim_matches('"');
            let help = match syn::parse_str::<Path>(name) {
                Ok(_) => format!("write `{name}`"),
                Err(_) => "write `triggers![verify]`, with the names of your handlers".to_owned(),
            };
            errors.on(&literal, "a handler is named without quotes", help);
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

/// Returns the first arguments in a path.
fn generics(path: &Path) -> Option<&syn::PathArguments> {
    path.segments.iter().map(|segment| &segment.arguments).find(|arguments| !arguments.is_none())
}

/// Makes the router.
fn expand(krate: &TokenStream, handlers: &[Path], complete: &[Ident]) -> TokenStream {
    let demands = complete.iter().map(|trigger| {
        if trigger == coverage::CUSTOM_AUTH {
            return quote_spanned!(trigger.span()=> const _: () = __complete_custom_auth(HANDLERS););
        }
        let arguments = quote_spanned!(trigger.span()=> (HANDLERS, __Trigger::#trigger));
        quote_spanned!(trigger.span()=> const _: () = __complete #arguments;)
    });
    let (flows, triggers): (Vec<_>, Vec<_>) =
        complete.iter().partition(|trigger| *trigger == coverage::CUSTOM_AUTH);
    let imports = [
        (triggers, quote!(use #krate::{Trigger as __Trigger, __private::complete as __complete};)),
        (flows, quote!(use #krate::__private::complete_custom_auth as __complete_custom_auth;)),
    ];
    let imports = imports.into_iter().filter(|(used, _)| !used.is_empty()).map(|(_, import)| import);
    // Under names of the macro's own, which rustc can underline at a handler; `$crate` keeps its own
    // span.
    let at = |handler: &Path, name: &str| Ident::new(name, handler.span());
    let paths: Vec<String> = handlers.iter().map(|handler| shown(&handler.to_token_stream())).collect();
    let paths =
        (handlers.len() > 1).then(|| quote!(const PATHS: &[&::core::primitive::str] = &[#(#paths),*];));
    let overlaps = handlers.iter().enumerate().skip(1).map(|(index, handler)| {
        let (first, last) = ends(&handler.to_token_stream());
        let arguments = quote_spanned!(last=> (HANDLERS, PATHS, #index));
        quote_spanned!(first=> const _: () = __overlap #arguments;)
    });
    let metas: Vec<TokenStream> = handlers
        .iter()
        .map(|handler| {
            let describe = at(handler, "__Describe");
            quote_spanned!(handler.span()=> <#handler as #describe>::META)
        })
        .collect();
    let listed = handlers.iter().map(|handler| quote_spanned!(handler.span()=> <#handler>::__LISTED));
    let bounds = handlers.iter().map(|handler| {
        let bound = at(handler, "__Handler");
        quote_spanned!(handler.span()=> #handler: #bound<RouterState>)
    });
    let calls = handlers.iter().map(|handler| {
        let trait_ = at(handler, "__Handler");
        let call = quote_spanned!(handler.span()=> <#handler as #trait_<RouterState>>::call);
        quote!(#call(invocation).await)
    });
    let indices = 0..handlers.len();
    // At the first handler, since rustc shows this header in its notes.
    let span = handlers.first().map_or_else(Span::call_site, Spanned::span);
    let header =
        quote_spanned!(span=> impl<RouterState: ::core::marker::Sync> __HandlerSet<RouterState> for Handlers);
    quote! {{
        #[allow(unused_imports)]
        use #krate::{
            HandlerSet as __HandlerSet,
            __private::{Describe as __Describe, Handler as __Handler, Unlisted as _, overlap as __overlap},
        };

        #[derive(::core::clone::Clone, ::core::marker::Copy)]
        struct Handlers;

        const HANDLERS: &[#krate::__private::Meta] = &[#(#metas),*];
        const _: &[fn()] = &[#(#listed),*];
        #paths
        #(#overlaps)*
        #(#imports)*
        #(#demands)*

        #header
        where
            #(#bounds,)*
        {
            const HANDLERS: &'static [#krate::__private::Meta] = HANDLERS;

            async fn call(
                index: ::core::primitive::usize,
                invocation: #krate::__private::Invocation<'_, RouterState>,
            ) -> ::core::option::Option<::core::result::Result<#krate::__private::Overlay, #krate::Error>> {
                ::core::option::Option::Some(match index {
                    #(#indices => #calls,)*
                    _ => return ::core::option::Option::None,
                })
            }
        }

        #krate::Triggers::new(Handlers)
    }}
}

#[cfg(test)]
mod tests {
    use quote::ToTokens;

    use super::parse;
    use crate::tools::errors::Errors;

    #[test]
    fn handlers_are_named_by_paths() {
        let mut errors = Errors::default();
        let handlers = parse("verify, self::admin::invite,".parse().unwrap(), &mut errors);
        assert_eq!(errors.messages(), [""; 0]);
        let names = handlers.iter().map(|path| path.to_token_stream().to_string());
        assert_eq!(names.collect::<Vec<_>>(), ["verify", "self :: admin :: invite"]);
    }

    #[test]
    fn each_mistake_is_one_error() {
        for (list, help) in [
            ("", "write `triggers![verify]`, with the names of your handlers"),
            ("a | b", "write `,`"),
            ("a b", "write `, b`"),
            ("fn a", "write `a`"),
            ("async fn a", "write `a`"),
            ("SignUp => a", "write `a`"),
            ("SignUp = a", "write `a`"),
            ("a()", "write `a`"),
            ("&a", "write `a`"),
            ("(a)", "write `a`"),
            ("\"a\"", "write `a`"),
            ("[a, b]", "write `a, b`"),
            ("a::<T>", "remove them"),
            ("a,,", "name them all, as in `triggers![verify, invite]`"),
        ] {
            let mut errors = Errors::default();
            parse(list.parse().unwrap(), &mut errors);
            let [error] = &errors.messages()[..] else { panic!("{list}: {:?}", errors.messages()) };
            assert!(error.ends_with(&format!("\nhelp: {help}")), "{list}: {error}");
        }
    }
}
