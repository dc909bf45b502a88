//! `#[custom_message(SignUp)]` and its siblings: from tokens to tokens.

mod args;
mod expand;
mod missing;
mod signature;
mod version;

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

use crate::tools::errors::Errors;
use crate::tools::spec::Trigger;

/// Expands an attribute. The item comes out as it went in, whatever is wrong with it.
pub(crate) fn attribute(trigger: &Trigger, args: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let args = args::parse(args, trigger, &mut errors);
    let nothing_listed = args.sources.is_empty() && errors.is_empty();
    let function = signature::parse(&item, trigger, &mut errors);
    if let (Some(function), true) = (&function, nothing_listed) {
        missing::check_without_sources(&args, trigger, &function.name, &mut errors);
    }
    let name = function.as_ref().map(|function| function.name.span());
    let added = match function {
        Some(function) if errors.is_empty() => expand::handler(trigger, &args, &function),
        Some(function) => {
            // Without the name, `triggers!` would report the same mistake again.
            let stub = expand::stub(trigger, &args, &function);
            let errors = errors.into_items();
            quote!(#errors #stub)
        }
        None => errors.into_items(),
    };
    // A handler takes its event by value, and may be `async` and return a `Result` whatever it needs today.
    // This comes first, so that the function's own levels hold.
    let allowed = name.map(|at| {
        quote_spanned!(at=> #[allow(clippy::needless_pass_by_value, clippy::unnecessary_wraps, clippy::unused_async)])
    });
    let item = signature::emitted(item, trigger, &args.krate(Span::call_site()));
    quote!(#allowed #item #added)
}
