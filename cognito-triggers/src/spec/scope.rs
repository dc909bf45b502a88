//! Triggers and sources as types: the `T` and `S` of `Event<'_, T, S>`.

use std::fmt;

use crate::spec::sealed::Sealed;
use crate::spec::source::{SourceSet, Trigger};
use crate::spec::version::LambdaVersion;

/// A trigger as a type, such as [`CustomMessageTrigger`](crate::custom_message::CustomMessageTrigger).
pub trait TriggerMarker: Sealed + fmt::Debug + Sized + 'static {
    #[doc(hidden)]
    const TRIGGER: Trigger;

    #[doc(hidden)]
    const SOURCES: SourceSet = SourceSet::all_of(Self::TRIGGER);

    #[doc(hidden)]
    const VERSION: Option<LambdaVersion> = None;
}

/// The sources of the trigger `T` from which an event can come: [`AnySource`], or one of the types
/// that stand for a source, such as [`custom_message::SignUp`](crate::custom_message::SignUp).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a trigger source of `{T}`",
    label = "not a trigger source of `{T}`",
    note = "name a source from the trigger's own module, or leave the parameter out for any source"
)]
pub trait SourceOf<T: TriggerMarker>: Sealed + Sized + 'static {
    #[doc(hidden)]
    const SOURCES: SourceSet;
}

/// Any source of the trigger: the common view of its events.
#[derive(Debug)]
pub struct AnySource;

impl Sealed for AnySource {}

impl<T: TriggerMarker> SourceOf<T> for AnySource {
    const SOURCES: SourceSet = T::SOURCES;
}

/// The trigger of an `Event` that names none, as in `cognito_triggers::Event<'_>`, and the version of token
/// generation where none is named. No handler takes such an event, and the error says what to write.
#[derive(Clone, Copy, Debug)]
pub struct NoTrigger;

impl Sealed for NoTrigger {}

impl TriggerMarker for NoTrigger {
    // Nothing reads it, since there are no sources.
    const TRIGGER: Trigger = Trigger::PreSignUp;
    const SOURCES: SourceSet = SourceSet::EMPTY;
}

/// Defines the types that stand for triggers and sources.
macro_rules! define {
    ($($Trigger:ident $TriggerMarker:ident $module:ident [$($fact:tt)*] {
        $($Marker:ident = $Source:ident $wire:literal $fires:literal;)+
    })+) => {
        /// The types that stand for sources, as in `Event<'_, SignUp>`. Each trigger's module
        /// re-exports its own.
        #[allow(unreachable_pub, reason = "the triggers' modules re-export them")]
        pub(crate) mod marker {
            $(pub mod $module {
                use crate::spec::scope::{SourceOf, TriggerMarker};
                use crate::spec::sealed::Sealed;
                use crate::spec::source::{Source, SourceSet, Trigger};

                #[doc = concat!("The trigger `", stringify!($Trigger), "`, as a type.")]
                #[derive(Clone, Copy, Debug)]
                pub struct $TriggerMarker;

                impl Sealed for $TriggerMarker {}

                impl TriggerMarker for $TriggerMarker {
                    const TRIGGER: Trigger = Trigger::$Trigger;
                }
                $(
                    #[doc = concat!("The source `", $wire, "`: ", $fires, ".")]
                    #[derive(Clone, Copy, Debug)]
                    pub struct $Marker;

                    impl $Marker {
                        /// The source that this type stands for.
                        pub const SOURCE: Source = Source::$Source;
                    }

                    impl Sealed for $Marker {}

                    impl SourceOf<$TriggerMarker> for $Marker {
                        const SOURCES: SourceSet = SourceSet::of(&[Self::SOURCE]);
                    }
                )+
            })+
        }
    };
}

table!(define);
