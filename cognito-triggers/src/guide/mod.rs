// The guide: pages that rustdoc shows, and nothing that is compiled into a program.
//
// Their code is documentation tests of the package `tests`, which has what it needs beside this crate.

macro_rules! pages {
    ($($page:ident)+) => {$(
        #[doc = include_str!(concat!(stringify!($page), ".md"))]
        pub mod $page {}
    )+};
}

pages! {
    first_handler testing pool state localisation one_lambda custom_auth token_customisation user_migration custom_senders
    deploying errors from_aws_lambda_events from_typescript from_python
}
