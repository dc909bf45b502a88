//! The programs of the guide and of the README, as documentation tests: here, since some need more
//! than the crate itself does.
//!
//! Everything else is in `tests/`.

#[cfg(doctest)]
mod guide {
    macro_rules! pages {
        ($($page:ident)+) => {$(
            #[doc = include_str!(concat!("../../../cognito-triggers/src/guide/", stringify!($page), ".md"))]
            mod $page {}
        )+};
    }

    pages! {
        first_handler testing pool your_app state localisation one_lambda custom_auth token_customisation user_migration
        custom_senders deploying errors from_aws_lambda_events from_typescript from_python
    }
}

#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
mod readme {}
