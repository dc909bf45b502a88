//! Checks that no input makes a macro panic: rustc would report the panic, and not the mistake.

use std::panic::{AssertUnwindSafe, catch_unwind};

use proc_macro2::{Group, TokenStream, TokenTree};

use super::{Macro, tokens};
use crate::tools::spec::Trigger;

const ITEM: &str = "async fn verify(_: Event<'_>) -> Result<Email> { Ok(email!(\"a\", \"{code}\")) }";

const CUSTOM_MESSAGE: Macro = Macro::Attribute { trigger: Trigger::custom_message(), item: ITEM };
const PRE_TOKEN_GENERATION: Macro = Macro::Attribute { trigger: Trigger::pre_token_generation(), item: ITEM };

/// Inputs as people write them, to be spoiled.
const SEEDS: [(Macro, &str); 20] = [
    (CUSTOM_MESSAGE, "SignUp, ResendCode"),
    (CUSTOM_MESSAGE, "crate = ::renamed, CustomMessage_SignUp, \"SignUp\", V2_0"),
    (CUSTOM_MESSAGE, "Event<'_, SignUp>, custom_message::SignUp, !AdminCreateUser"),
    (PRE_TOKEN_GENERATION, "V2_0, ClientCredentials, V3"),
    (PRE_TOKEN_GENERATION, "version = \"v1\", RefreshTokens, V1_0"),
    (Macro::Attribute { trigger: Trigger::post_confirmation(), item: ITEM }, "*"),
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
    (Macro::Triggers, "a, b => c; complete: CustomMessage, PreSignUpp"),
    (Macro::Deny, "\"{a} {}\", b, c = d"),
    (Macro::Claim, "\"tenant\""),
];

/// Tokens to spoil them with.
const ODD: [&str; 30] = [
    "r#type", "r#crate_", "_", "self", "Self", "crate", "super", "'a", "'static", "0", "1.5", "\"\"",
    "\"{\"", "b\"x\"", "c\"x\"", "'x'", "é", "日本", "$", "#", "::", "<", ">", "=", "!", "->", "()", "[,]",
    "{;}", "fn",
];

/// Lists the input with one token removed, doubled or replaced, or with the rest missing, at every depth.
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

/// Checks that the output is an error or code.
fn check(kind: Macro, input: &TokenStream) {
    let text = input.to_string();
    let output = catch_unwind(AssertUnwindSafe(|| kind.expand(input.clone()).to_string()));
    let output = output.unwrap_or_else(|_| panic!("{kind:?} panics on {text}"));
    if output.contains("compile_error") {
        return;
    }
    let is_code = match kind {
        // If the item itself is not Rust, rustc reports that.
        Macro::Item { .. } if syn::parse_str::<syn::Item>(&text).is_err() => true,
        Macro::Attribute { .. } | Macro::Item { .. } | Macro::Derive => {
            syn::parse_str::<syn::File>(&output).is_ok()
        }
        Macro::Email | Macro::Sms | Macro::Triggers | Macro::Claim => {
            syn::parse_str::<syn::Expr>(&output).is_ok()
        }
        // `format!` reports what it cannot read.
        Macro::Deny => true,
    };
    assert!(is_code, "{kind:?} makes no code of {text}:\n{output}");
}
