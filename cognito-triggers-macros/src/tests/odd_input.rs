//! No input makes a macro panic: rustc would report nothing but that it did.

use std::panic::{AssertUnwindSafe, catch_unwind};

use proc_macro2::{Group, TokenStream, TokenTree};

use super::{Macro, tokens};

const ITEM: &str = "async fn verify(_: Event<'_>) -> Result<Email> { Ok(email!(\"a\", \"{code}\")) }";

/// What people write, to be spoiled.
const SEEDS: [(Macro, &str); 15] = [
    (Macro::Attribute { item: ITEM }, "SignUp, ResendCode"),
    (Macro::Attribute { item: ITEM }, "crate = ::renamed, CustomMessage_SignUp, \"SignUp\", V2_0"),
    (Macro::Attribute { item: ITEM }, "Event<'_, SignUp>, custom_message::SignUp, !AdminCreateUser"),
    (Macro::Item { args: "SignUp" }, ITEM),
    (
        Macro::Item { args: "" },
        "#[cfg(any())] /// Text.\n pub(crate) fn verify<'a>(mut event: &'a mut Event<'a, SignUp>, app: &(dyn Send), c: &Context) -> impl Future<Output = X<'a>> where T: U {}",
    ),
    (
        Macro::Item { args: "SignUp" },
        "const unsafe extern \"C\" fn main<T, const N: usize>(&self, ...) -> !;",
    ),
    (
        Macro::Item { args: "SignUp" },
        "#[custom_message] #[tokio::main] fn a(b: LambdaEvent<E>, c: &str, d: &[u8])",
    ),
    (Macro::Derive, "enum E<'a> { #[a] SignUp(Event<'a, SignUp>), B { c: D }, F = 1, }"),
    (Macro::Derive, "#[from_event(crate = ::renamed, rename = \"x\")] struct E<'a, T>(T) where T: U;"),
    (Macro::Email, "\"{a} {{b}}\", \"{code:>4} {username} {link:x} {0} {} {c:?}\", 1, d = e.f(), g: 2"),
    (Macro::Email, "Ok(\"a\"), \"b\".to_string() + \"c\", "),
    (Macro::Sms, "\"{code} {link} {r#type} {_} {}\", \"b\", code = 1"),
    (Macro::Triggers, "a, b::c::<D>, &e, f(), \"g\", [h], (i), j = k, |l| m"),
    (Macro::Triggers, "a; b | c"),
    (Macro::Deny, "\"{a} {}\", b, c = d"),
];

/// What spoils it.
const ODD: [&str; 30] = [
    "r#type", "r#crate_", "_", "self", "Self", "crate", "super", "'a", "'static", "0", "1.5", "\"\"",
    "\"{\"", "b\"x\"", "c\"x\"", "'x'", "é", "日本", "$", "#", "::", "<", ">", "=", "!", "->", "()", "[,]",
    "{;}", "fn",
];

/// Every list with one token removed, doubled, replaced, or with the rest missing, at every depth.
fn spoiled(input: &TokenStream) -> Vec<TokenStream> {
    let list: Vec<TokenTree> = input.clone().into_iter().collect();
    let mut all = vec![input.clone()];
    for at in 0..list.len() {
        let (before, after) = (&list[..at], &list[at + 1..]);
        let with = |middle: TokenStream| -> TokenStream {
            before.iter().cloned().chain(middle).chain(after.iter().cloned()).collect()
        };
        let this = TokenStream::from(list[at].clone());
        all.push(before.iter().cloned().collect());
        all.push(after.iter().cloned().collect());
        all.push(with(TokenStream::new()));
        all.push(with([this.clone(), this].into_iter().collect()));
        all.extend(ODD.iter().map(|odd| with(tokens(odd))));
        if let TokenTree::Group(group) = &list[at] {
            let inner = spoiled(&group.stream()).into_iter();
            all.extend(
                inner.map(|stream| with(TokenTree::from(Group::new(group.delimiter(), stream)).into())),
            );
        }
    }
    all
}

#[test]
fn no_input_panics() {
    let mut count = 0;
    for (kind, seed) in SEEDS {
        for input in spoiled(&tokens(seed)) {
            check(kind, &input);
            count += 1;
        }
    }
    assert!(count > 5000, "{count}");
}

#[test]
fn no_template_panics() {
    let names = [
        "",
        " ",
        "r#type",
        "_",
        "__",
        "self",
        "Self",
        "crate",
        "super",
        "type",
        "é",
        "日本",
        "a\u{301}",
        "²",
        "½",
        "a²",
        "0",
        "00",
        "18446744073709551616",
        "-1",
        "a.b",
        "a::b",
        ":",
        "::",
        ":?",
        "a:?",
        "a:1$",
        "a:.*",
        "a:{",
        "code",
        "code:",
        "Code",
        "codeParameter",
        "link",
        "link:",
        "link:a#b",
        "username",
        "userName",
        "####",
        "##x##",
        "'",
        "\\u{0}",
        "\u{200b}",
        "a b",
        "a}",
        "{a",
        "{",
        "}",
        "$",
        "\n",
    ];
    for name in names {
        for text in [
            format!("{{{name}}}"),
            format!("{{code}} {{{name}}} {{{{{name}}}}}"),
            format!("{{{name}"),
            format!("{name}}}"),
        ] {
            let literal = proc_macro2::Literal::string(&text);
            for kind in [Macro::Email, Macro::Sms, Macro::Deny] {
                check(kind, &quote::quote!(#literal));
                check(kind, &quote::quote!(#literal, #literal, a = 1));
            }
        }
    }
}

/// Something comes out, and if it is no error, it can be read.
fn check(kind: Macro, input: &TokenStream) {
    let text = input.to_string();
    let output = catch_unwind(AssertUnwindSafe(|| kind.expand(input.clone()).to_string()));
    let output = output.unwrap_or_else(|_| panic!("{kind:?} panics on {text}"));
    if output.contains("compile_error") {
        return;
    }
    let is_code = match kind {
        Macro::Attribute { .. } | Macro::Item { .. } => {
            // Where the item itself is no Rust, rustc says so.
            syn::parse_str::<syn::Item>(&text).is_err() || syn::parse_str::<syn::File>(&output).is_ok()
        }
        Macro::Derive => syn::parse_str::<syn::File>(&output).is_ok(),
        Macro::Email | Macro::Sms | Macro::Triggers => syn::parse_str::<syn::Expr>(&output).is_ok(),
        // What `format!` cannot read it reports itself.
        Macro::Deny => true,
    };
    assert!(is_code, "{kind:?} makes no code of {text}:\n{output}");
}
