//! Records the expansions of `email!` and `sms!`. `UPDATE_EXPECT=1 cargo test` takes new ones over.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use expect_test::expect;

use super::expansions::{check, expression};
use super::{Macro, tokens};

#[test]
fn email() {
    let input = r#""Hello {name}", "{name}, your code is {code}.", name = user.name()"#;
    check(
        expression(&Macro::Email.expand(tokens(input))),
        &expect![[r#"
            fn example() {
                let value = match (&(user.name()),) {
                    __values => {
                        #[allow(unused_imports)]
                        use ::cognito_triggers::{
                            __private::{
                                HtmlValue as __HtmlValue, Kind as __Kind, Part as __Part,
                                Slot as __Slot, TextValue as __TextValue, email as __email,
                            },
                            custom_message::{Code as __Code, Link as __Link, Username as __Username},
                        };
                        __email::<
                            __Code,
                        >(
                            &[
                                __Part::Text("Hello "),
                                __Part::Value(__TextValue::as_display(__values.0)),
                            ],
                            &[
                                __Part::Value(__HtmlValue::as_html(__values.0)),
                                __Part::Text(", your code is "),
                                __Part::CodePlaceholder,
                                __Part::Text("."),
                            ],
                        )
                    }
                };
            }
        "#]],
    );
}

#[test]
fn email_for_every_source() {
    let input = r#""Hello", "{username}, your code is {code}.", username = user.name()"#;
    check(
        expression(&Macro::Email.expand(tokens(input))),
        &expect![[r#"
            fn example() {
                let value = match (&(user.name()),) {
                    __values => {
                        #[allow(unused_imports)]
                        use ::cognito_triggers::{
                            __private::{
                                HtmlValue as __HtmlValue, Kind as __Kind, Part as __Part,
                                Slot as __Slot, TextValue as __TextValue,
                                email_for_every_source as __email_for_every_source,
                            },
                            custom_message::{Code as __Code, Link as __Link, Username as __Username},
                        };
                        __email_for_every_source(
                            &[__Part::Text("Hello")],
                            &[
                                __Part::UsernamePlaceholder,
                                __Part::Text(", your code is "),
                                __Part::CodePlaceholder,
                                __Part::Text("."),
                            ],
                            __HtmlValue::as_html(__values.0),
                            __HtmlValue::as_placed(__values.0),
                        )
                    }
                };
            }
        "#]],
    );
}

#[test]
fn sms_for_every_source() {
    check(
        expression(&Macro::Sms.expand(tokens(r#""{username}: {code}", username = name"#))),
        &expect![[r#"
            fn example() {
                let value = match (&(name),) {
                    __values => {
                        #[allow(unused_imports)]
                        use ::cognito_triggers::{
                            __private::{
                                HtmlValue as __HtmlValue, Kind as __Kind, Part as __Part,
                                Slot as __Slot, TextValue as __TextValue,
                                sms_for_every_source as __sms_for_every_source,
                            },
                            custom_message::{Code as __Code, Link as __Link, Username as __Username},
                        };
                        __sms_for_every_source(
                            &[
                                __Part::UsernamePlaceholder,
                                __Part::Text(": "),
                                __Part::CodePlaceholder,
                            ],
                            __TextValue::as_display(__values.0),
                        )
                    }
                };
            }
        "#]],
    );
}
