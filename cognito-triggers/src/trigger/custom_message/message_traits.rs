//! What std asks of `Email` and `Sms`. It is written by hand, since a derive would require the same of
//! `P`, which is only a name.

use std::fmt;
use std::marker::PhantomData;

use super::message::{Email, Sms};
use crate::spec::sealed::Sealed;

impl<P> Clone for Email<P> {
    fn clone(&self) -> Self {
        Self { subject: self.subject.clone(), body: self.body.clone(), placeholders: PhantomData }
    }
}

impl<P> Clone for Sms<P> {
    fn clone(&self) -> Self {
        Self { text: self.text.clone(), placeholders: PhantomData }
    }
}

impl<P> PartialEq for Email<P> {
    fn eq(&self, other: &Self) -> bool {
        self.subject == other.subject && self.body == other.body
    }
}

impl<P> PartialEq for Sms<P> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<P> Eq for Email<P> {}

impl<P> Eq for Sms<P> {}

impl<P> fmt::Debug for Email<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Email").field("subject", &self.subject()).field("body", &self.body).finish()
    }
}

impl<P> fmt::Debug for Sms<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sms").field("text", &self.text).finish()
    }
}

impl<P> Sealed for Email<P> {}

impl<P> Sealed for Sms<P> {}
