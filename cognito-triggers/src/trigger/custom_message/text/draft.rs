//! A text that is being assembled: what the kinds of texts share, whatever the type of their values is.

use std::borrow::Cow;
use std::fmt;

use super::{Mark, Text};
use crate::spec::rules::Rule;
use crate::spec::slot::{Kind, Slot};
use crate::trigger::custom_message::part::PlacedValue;
use crate::trigger::custom_message::placed::Unwritten;
use crate::trigger::custom_message::placeholder::Placeholder;

/// The text so far.
pub(super) struct Draft {
    pub(super) text: String,
    marks: Vec<Mark>,
    has_values: bool,
    flaw: Option<Rule>,
}

impl Draft {
    pub(super) fn with_capacity(capacity: usize) -> Self {
        Self { text: String::with_capacity(capacity), marks: Vec::new(), has_values: false, flaw: None }
    }

    /// Notes that a value was written. The `Display` of a wrong time format fails, for example.
    pub(super) fn value(&mut self, written: fmt::Result) {
        self.has_values = true;
        if written.is_err() {
            self.flaw = self.flaw.or(Some(Rule::Unprintable));
        }
    }

    #[inline(never)]
    pub(super) fn placed(&mut self, value: &dyn PlacedValue, slot: Slot, name: &'static str) {
        self.has_values = true;
        if let Err(reason) = value.write_placed(slot, &mut self.text) {
            self.flaw = self.flaw.or(Some(broken_rule(reason, name)));
        }
    }

    #[inline(never)]
    pub(super) fn placeholder(&mut self, placeholder: Placeholder) {
        let start = self.text.len();
        self.text.push_str(placeholder.usual());
        self.marks.push(Mark { range: start..self.text.len(), placeholder, labelled: false });
    }

    #[inline(never)]
    pub(super) fn link(&mut self, label: &str) {
        let start = self.text.len();
        self.text.push_str("{##");
        self.text.push_str(label);
        self.text.push_str("##}");
        let range = start..self.text.len();
        self.marks.push(Mark { range, placeholder: Placeholder::Link, labelled: true });
    }

    #[inline(never)]
    pub(super) fn finish(self, brace: &str) -> Text {
        let Self { text, marks, has_values, flaw } = self;
        let mut this = Text { text: Cow::Owned(text), marks, flaw, has_line_breaks: false };
        if has_values {
            this.neutralize(brace);
        }
        this
    }
}

/// The rule that a value broke which was not written.
pub(super) fn broken_rule(reason: Unwritten, value: &'static str) -> Rule {
    match reason {
        Unwritten::Unsafe(Kind::Css) => Rule::UnsafeCss { value },
        Unwritten::Unsafe(Kind::Name) => Rule::UnsafeName { value },
        Unwritten::Unsafe(_) => Rule::UnsafeUrl { value },
        Unwritten::Unprintable => Rule::Unprintable,
    }
}
