// The pages of the guide, which rustdoc shows and no program contains.
//
// Their code runs as documentation tests of the package `integration`, which has the other crates that it
// needs.

macro_rules! pages {
    ($($page:ident)+) => {$(
        #[doc = include_str!(concat!(stringify!($page), ".md"))]
        pub mod $page {}
    )+};
}

pages! {
    first_handler testing pool your_app state localisation one_lambda custom_auth token_customisation user_migration custom_senders
    deploying errors from_aws_lambda_events from_typescript from_python
}
