//! An event of one source, as the common view of its trigger.

use std::marker::PhantomData;

use crate::event::Event;
use crate::spec::scope::{SourceOf, TriggerMarker, marker};

impl<'a, T: TriggerMarker, S: SourceOf<T>> Event<'a, T, S> {
    /// Converts the event into the common view of its trigger, as `into()` does.
    ///
    /// ```
    /// use cognito_triggers::Source;
    /// use cognito_triggers::custom_message::{Event, SignUp};
    ///
    /// fn source(event: Event<'_>) -> Source {
    ///     event.source()
    /// }
    ///
    /// assert_eq!(source(Event::<SignUp>::sample().any_source()), Source::CustomMessageSignUp);
    /// assert_eq!(source(Event::<SignUp>::sample().into()), Source::CustomMessageSignUp);
    /// ```
    pub fn any_source(self) -> Event<'a, T> {
        Event { envelope: self.envelope, types: PhantomData }
    }
}

macro_rules! define {
    ($($Trigger:ident $TriggerMarker:ident $module:ident [$($fact:tt)*] {
        $($Marker:ident = $Source:ident $wire:literal $fires:literal;)+
    })+) => {$($(
        // rustc proposes `.into()` where the common view is expected. One for each source, since a generic
        // one would be the standard library's `From<T> for T`, too.
        #[doc(hidden)]
        impl<'a, T: TriggerMarker> From<Event<'a, T, marker::$module::$Marker>> for Event<'a, T>
        where
            marker::$module::$Marker: SourceOf<T>,
        {
            fn from(event: Event<'a, T, marker::$module::$Marker>) -> Self {
                event.any_source()
            }
        }
    )+)+};
}

table!(define);
