//! Records the expansions of typical uses. `UPDATE_EXPECT=1 cargo test` takes new ones over.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use expect_test::{Expect, expect};
use proc_macro2::TokenStream;
use quote::ToTokens;

use super::{Macro, tokens};
use crate::tools::spec::TRIGGERS;
use crate::tools::tokens::flat;

pub(super) fn check(output: TokenStream, expected: &Expect) {
    let file = syn::parse2(output).expect("the macro writes items");
    let text = prettyplease::unparse(&file);
    assert!(text.lines().count() <= 75, "{} lines do not fit a screen:\n{text}", text.lines().count());
    expected.assert_eq(&text);
}

pub(super) fn expression(output: &TokenStream) -> TokenStream {
    quote::quote!(fn example() { let value = #output; })
}

#[test]
fn handler() {
    let item = "async fn verify(event: Event<'_>, app: &App) -> Result<Email> { todo() }";
    check(
        Macro::Item { args: "SignUp" }.expand(tokens(item)),
        &expect![[r##"
            #[allow(clippy::needless_pass_by_value, clippy::unnecessary_wraps, clippy::unused_async)]
            async fn verify(event: Event<'_>, app: &App) -> Result<Email> {
                todo()
            }
            #[doc(hidden)]
            #[allow(non_camel_case_types, missing_debug_implementations)]
            enum verify {}
            const _: () = {
                mod __listed {
                    #[allow(clippy::redundant_pub_crate)]
                    pub(super) fn verify() {}
                }
                impl verify {
                    #[doc(hidden)]
                    #[allow(unreachable_pub)]
                    const __LISTED: fn() = __listed::verify;
                }
            };
            #[automatically_derived]
            #[allow(unused_qualifications, clippy::absolute_paths)]
            impl ::cognito_triggers::__private::Describe for verify {
                const META: ::cognito_triggers::__private::Meta = ::cognito_triggers::__private::Meta::new(
                    "verify",
                    ::cognito_triggers::Trigger::CustomMessage,
                    ::cognito_triggers::SourceSet::of(
                        &[::cognito_triggers::custom_message::SignUp::SOURCE],
                    ),
                );
                const TAKES: ::cognito_triggers::__private::Takes = <Event<
                    '_,
                > as ::cognito_triggers::custom_message::IsEvent<'_>>::PARAM
                    .takes();
                type Returned = Result<Email>;
            }
            #[automatically_derived]
            #[allow(unused_qualifications, clippy::absolute_paths)]
            #[allow(clippy::let_unit_value, clippy::question_mark_used)]
            impl ::cognito_triggers::__private::Handler<App> for verify {
                async fn call(
                    __invocation: ::cognito_triggers::__private::Invocation<'_, App>,
                ) -> ::core::result::Result<
                    ::cognito_triggers::__private::Overlay,
                    ::cognito_triggers::Error,
                > {
                    let __event = <Event<
                        '_,
                    > as ::cognito_triggers::custom_message::IsEvent<'_>>::PARAM
                        .read(__invocation.envelope)?;
                    let __response = verify(__event, __invocation.state).await;
                    let mut __overlay = ::cognito_triggers::__private::Overlay::new();
                    <<verify as ::cognito_triggers::__private::Describe>::Returned as ::cognito_triggers::custom_message::IntoResponse>::write(
                        __response,
                        __invocation.envelope,
                        &mut __overlay,
                    )?;
                    ::core::result::Result::Ok(__overlay)
                }
            }
            #[allow(unused_qualifications, clippy::absolute_paths)]
            const _: () = ::cognito_triggers::__private::covers(
                <verify as ::cognito_triggers::__private::Describe>::TAKES,
                <verify as ::cognito_triggers::__private::Describe>::META.sources,
            );
            #[allow(unused_qualifications, clippy::absolute_paths)]
            const _: () = if ::cognito_triggers::__private::is_covered(
                <verify as ::cognito_triggers::__private::Describe>::TAKES,
                <verify as ::cognito_triggers::__private::Describe>::META.sources,
            ) {
                ::cognito_triggers::__private::custom_message::check(
                    <<verify as ::cognito_triggers::__private::Describe>::Returned as ::cognito_triggers::custom_message::IntoResponse>::CONTENT,
                    <verify as ::cognito_triggers::__private::Describe>::META,
                )
            };
        "##]],
    );
}

#[test]
fn handler_with_a_generic_state() {
    let item =
        "fn greet<S: Store, const N: usize>(_: Event<'_>, app: &App<S, N>) where S::Key: Eq { todo() }";
    let trigger = TRIGGERS.iter().find(|trigger| trigger.attribute == "post_confirmation").unwrap();
    check(
        Macro::Attribute { trigger, item }.expand(tokens("ConfirmSignUp")),
        &expect![[r##"
            #[allow(clippy::needless_pass_by_value, clippy::unnecessary_wraps, clippy::unused_async)]
            fn greet<S: Store, const N: usize>(_: Event<'_>, app: &App<S, N>)
            where
                S::Key: Eq,
            {
                todo()
            }
            #[doc(hidden)]
            #[allow(non_camel_case_types, missing_debug_implementations)]
            enum greet {}
            const _: () = {
                mod __listed {
                    #[allow(clippy::redundant_pub_crate)]
                    pub(super) fn greet() {}
                }
                impl greet {
                    #[doc(hidden)]
                    #[allow(unreachable_pub)]
                    const __LISTED: fn() = __listed::greet;
                }
            };
            #[automatically_derived]
            #[allow(unused_qualifications, clippy::absolute_paths)]
            impl ::cognito_triggers::__private::Describe for greet {
                const META: ::cognito_triggers::__private::Meta = ::cognito_triggers::__private::Meta::new(
                    "greet",
                    ::cognito_triggers::Trigger::PostConfirmation,
                    ::cognito_triggers::SourceSet::of(
                        &[::cognito_triggers::post_confirmation::ConfirmSignUp::SOURCE],
                    ),
                );
                const TAKES: ::cognito_triggers::__private::Takes = <Event<
                    '_,
                > as ::cognito_triggers::post_confirmation::IsEvent<'_>>::PARAM
                    .takes();
                type Returned = ();
            }
            #[automatically_derived]
            #[allow(unused_qualifications, clippy::absolute_paths)]
            #[allow(clippy::let_unit_value, clippy::question_mark_used)]
            impl<S: Store, const N: usize> ::cognito_triggers::__private::Handler<App<S, N>>
            for greet
            where
                S::Key: Eq,
            {
                async fn call(
                    __invocation: ::cognito_triggers::__private::Invocation<'_, App<S, N>>,
                ) -> ::core::result::Result<
                    ::cognito_triggers::__private::Overlay,
                    ::cognito_triggers::Error,
                > {
                    let __event = <Event<
                        '_,
                    > as ::cognito_triggers::post_confirmation::IsEvent<'_>>::PARAM
                        .read(__invocation.envelope)?;
                    let __response = greet(__event, __invocation.state);
                    let mut __overlay = ::cognito_triggers::__private::Overlay::new();
                    <<greet as ::cognito_triggers::__private::Describe>::Returned as ::cognito_triggers::post_confirmation::IntoResponse>::write(
                        __response,
                        __invocation.envelope,
                        &mut __overlay,
                    )?;
                    ::core::result::Result::Ok(__overlay)
                }
            }
            #[allow(unused_qualifications, clippy::absolute_paths)]
            const _: () = ::cognito_triggers::__private::covers(
                <greet as ::cognito_triggers::__private::Describe>::TAKES,
                <greet as ::cognito_triggers::__private::Describe>::META.sources,
            );
        "##]],
    );
}

#[test]
fn handler_with_a_mistake() {
    let item = "fn verify(event: Event<'_>) -> Email { todo() }";
    check(
        Macro::Item { args: "SignUpp" }.expand(tokens(item)),
        &expect![[r##"
            #[allow(clippy::needless_pass_by_value, clippy::unnecessary_wraps, clippy::unused_async)]
            fn verify(event: Event<'_>) -> Email {
                todo()
            }
            ::core::compile_error! {
                "`SignUpp` is not a trigger source of `CustomMessage`\nhelp: write `SignUp`; the others are `ResendCode`, `ForgotPassword`, `AdminCreateUser`, `Authentication`, `UpdateUserAttribute` and `VerifyUserAttribute`"
            }
            #[doc(hidden)]
            #[allow(non_camel_case_types, missing_debug_implementations)]
            enum verify {}
            #[automatically_derived]
            #[allow(unused_qualifications, clippy::absolute_paths)]
            impl ::cognito_triggers::__private::Describe for verify {
                const META: ::cognito_triggers::__private::Meta = ::cognito_triggers::__private::Meta::new(
                    "verify",
                    ::cognito_triggers::Trigger::CustomMessage,
                    ::cognito_triggers::SourceSet::EMPTY,
                );
                type Returned = ();
            }
            #[automatically_derived]
            impl<
                RouterState: ::core::marker::Sync,
            > ::cognito_triggers::__private::Handler<RouterState> for verify {
                async fn call(
                    _: ::cognito_triggers::__private::Invocation<'_, RouterState>,
                ) -> ::core::result::Result<
                    ::cognito_triggers::__private::Overlay,
                    ::cognito_triggers::Error,
                > {
                    ::core::unreachable!()
                }
            }
        "##]],
    );
}

#[test]
fn from_event() {
    let input = "enum New<'a> { SignUp(Event<'a, SignUp>), Admin(Event<'a, Admin>) }";
    check(
        Macro::Derive.expand(tokens(input)),
        &expect![[r##"
            #[automatically_derived]
            impl<
                'a,
                __Trigger: ::cognito_triggers::TriggerMarker,
            > ::cognito_triggers::__private::FromEvent<'a, __Trigger> for New<'a>
            where
                Event<'a, SignUp>: ::cognito_triggers::__private::FromEvent<'a, __Trigger>,
                Event<'a, Admin>: ::cognito_triggers::__private::FromEvent<'a, __Trigger>,
            {
                const SOURCES: ::cognito_triggers::SourceSet = ::cognito_triggers::SourceSet::EMPTY
                    .union(
                        <Event<
                            'a,
                            SignUp,
                        > as ::cognito_triggers::__private::FromEvent<'a, __Trigger>>::SOURCES,
                    )
                    .union(
                        <Event<
                            'a,
                            Admin,
                        > as ::cognito_triggers::__private::FromEvent<'a, __Trigger>>::SOURCES,
                    );
                const IS_ENUM: ::core::primitive::bool = true;
                fn from_event(
                    envelope: &'a ::cognito_triggers::__private::Envelope<'a>,
                ) -> ::core::result::Result<Self, ::cognito_triggers::Error> {
                    if let ::core::option::Option::Some(event) = ::cognito_triggers::__private::variant_event::<
                        __Trigger,
                        Event<'a, SignUp>,
                    >(envelope) {
                        return ::core::result::Result::map(event, Self::SignUp);
                    }
                    if let ::core::option::Option::Some(event) = ::cognito_triggers::__private::variant_event::<
                        __Trigger,
                        Event<'a, Admin>,
                    >(envelope) {
                        return ::core::result::Result::map(event, Self::Admin);
                    }
                    ::core::result::Result::Err(::cognito_triggers::__private::no_variant(envelope))
                }
            }
            #[allow(unused_qualifications)]
            const _: () = {
                #[allow(unused_imports)]
                use ::cognito_triggers::__private::NoSources as _;
                impl<'a> New<'a> {
                    const __VARIANTS: &'static [(
                        &'static ::core::primitive::str,
                        ::cognito_triggers::SourceSet,
                    )] = &[
                        (
                            "SignUp",
                            <::cognito_triggers::__private::VariantSources<
                                Event<'a, SignUp>,
                            >>::SOURCES,
                        ),
                        (
                            "Admin",
                            <::cognito_triggers::__private::VariantSources<
                                Event<'a, Admin>,
                            >>::SOURCES,
                        ),
                    ];
                }
                const _: () = ::cognito_triggers::__private::is_reached(
                    <New<'static>>::__VARIANTS,
                    1usize,
                );
            };
        "##]],
    );
}

#[test]
fn triggers() {
    check(
        expression(&Macro::Triggers.expand(tokens("verify, admin::invite"))),
        &expect![[r#"
            fn example() {
                let value = {
                    #[allow(unused_imports)]
                    use ::cognito_triggers::{
                        HandlerSet as __HandlerSet,
                        __private::{
                            Describe as __Describe, Handler as __Handler, Unlisted as _,
                            overlap as __overlap,
                        },
                    };
                    #[derive(::core::clone::Clone, ::core::marker::Copy)]
                    struct Handlers;
                    const HANDLERS: &[::cognito_triggers::__private::Meta] = &[
                        <verify as __Describe>::META,
                        <admin::invite as __Describe>::META,
                    ];
                    const _: &[fn()] = &[<verify>::__LISTED, <admin::invite>::__LISTED];
                    const PATHS: &[&::core::primitive::str] = &["verify", "admin::invite"];
                    const _: () = __overlap(HANDLERS, PATHS, 1usize);
                    impl<RouterState: ::core::marker::Sync> __HandlerSet<RouterState> for Handlers
                    where
                        verify: __Handler<RouterState>,
                        admin::invite: __Handler<RouterState>,
                    {
                        const HANDLERS: &'static [::cognito_triggers::__private::Meta] = HANDLERS;
                        async fn call(
                            index: ::core::primitive::usize,
                            invocation: ::cognito_triggers::__private::Invocation<'_, RouterState>,
                        ) -> ::core::option::Option<
                            ::core::result::Result<
                                ::cognito_triggers::__private::Overlay,
                                ::cognito_triggers::Error,
                            >,
                        > {
                            ::core::option::Option::Some(
                                match index {
                                    0usize => {
                                        <verify as __Handler<RouterState>>::call(invocation).await
                                    }
                                    1usize => {
                                        <admin::invite as __Handler<RouterState>>::call(invocation)
                                            .await
                                    }
                                    _ => return ::core::option::Option::None,
                                },
                            )
                        }
                    }
                    ::cognito_triggers::Triggers::new(Handlers)
                };
            }
        "#]],
    );
}

/// Otherwise rustc checks them again after every edit in front of the function.
#[test]
fn bodies_have_only_tokens_at_the_function() {
    for (args, item) in [
        ("SignUp", "async fn verify(event: Event<'_>, app: &App) -> Result<Email> { todo() }"),
        ("", "fn verify<S: Store>(event: Event<'_>, app: &App<S>, context: &Context) -> Email { todo() }"),
    ] {
        let file: syn::File = syn::parse2(Macro::Item { args }.expand(tokens(item))).unwrap();
        let bodies = file.items.iter().filter(|item| matches!(item, syn::Item::Impl(_) | syn::Item::Fn(_)));
        let bodies: Vec<_> = bodies.map(ToTokens::to_token_stream).collect();
        assert_eq!(bodies.len(), 3);
        for token in flat(bodies.into_iter().collect()) {
            assert!(token.span().source_text().is_some(), "`{token}` of {item}");
        }
    }
}
