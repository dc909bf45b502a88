//! An attribute, from tokens to tokens.

mod args;
mod expand;
mod signature;
mod version;

use proc_macro2::TokenStream;
use quote::quote;

use crate::tools::errors::{Errors, either};
use crate::tools::spec::{Trigger, needs_list};

/// Expands an attribute. The item comes out as it went in, whatever is wrong with it.
pub(crate) fn attribute(name: &str, args: TokenStream, item: TokenStream) -> TokenStream {
    let trigger = Trigger::of_attribute(name);
    let mut errors = Errors::default();
    let args = args::parse(args, trigger, &mut errors);
    let nothing_listed = args.sources.is_empty() && errors.is_empty();
    let function = signature::parse(&item, trigger, &mut errors);
    if let (Some(function), true) = (&function, nothing_listed) {
        if let Some(why) = needs_list(name) {
            let names: Vec<&str> = trigger.sources.iter().map(|source| source.name).collect();
            let (first, others) = names.split_first().unwrap_or((&"", &[]));
            let others = either(others.iter().copied());
            let fact = format!("`#[{name}]` needs the list of its trigger sources: {why}");
            errors.on(
                &function.name,
                fact,
                format!("write `#[{name}({first})]`; the other source is {others}"),
            );
        }
        if let (Some((fact, help)), None) = (version::is_missing(name), &args.version) {
            errors.on(&function.name, fact, help);
        }
    }
    let added = match function {
        Some(function) if errors.is_empty() => expand::handler(trigger, &args, &function),
        Some(function) => {
            // The name must exist for `triggers!`, or one mistake becomes two errors.
            let stub = expand::stub(trigger, &args, &function);
            let errors = errors.into_tokens();
            quote!(#errors #stub)
        }
        None => errors.into_tokens(),
    };
    let item = signature::emitted(item);
    quote!(#item #added)
}
