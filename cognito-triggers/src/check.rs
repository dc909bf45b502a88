//! The checks that the macros have rustc evaluate, and their sentences. Programs have no use for
//! them, but messages may name them.
//!
//! Each is a `const fn` that panics: rustc shows the panic's text as the error and, because of
//! `#[track_caller]`, at the tokens that the macro chose.

use std::fmt::Display;

use lambda_runtime::Context;

use crate::custom_message::{Email, HtmlValue, Part, Placeholders, Sms};
use crate::envelope::Envelope;
use crate::error::Error;
use crate::handler::{FromEvent, Meta};
use crate::scope::TriggerType;
use crate::source::{Source, SourceSet, Trigger};
use crate::version::LambdaVersion;

/// Text put together at compile time.
pub(crate) struct Sentence {
    bytes: [u8; 2048],
    len: usize,
}

impl Sentence {
    pub(crate) const fn new(text: &str) -> Self {
        Self { bytes: [0; 2048], len: 0 }.then(text)
    }

    pub(crate) const fn then(mut self, text: &str) -> Self {
        let text = text.as_bytes();
        let mut i = 0;
        while i < text.len() && self.len < self.bytes.len() {
            self.bytes[self.len] = text[i];
            self.len += 1;
            i += 1;
        }
        self
    }

    /// Appends the names of the sources, as in "`A`, `B` and `C`".
    pub(crate) const fn sources(self, sources: SourceSet) -> Self {
        self.names(sources, false, ["`", "`, `", "` and `", "`"])
    }

    /// The same with the names as attributes list them.
    const fn short_names(self, sources: SourceSet) -> Self {
        self.names(sources, true, ["`", "`, `", "` and `", "`"])
    }

    /// The list as an attribute has it.
    const fn plain_names(self, sources: SourceSet) -> Self {
        self.names(sources, true, ["", ", ", ", ", ""])
    }

    const fn names(mut self, sources: SourceSet, short: bool, around: [&str; 4]) -> Self {
        let (mut i, mut left) = (0, sources.len());
        self = self.then(around[0]);
        while i < Source::ALL.len() {
            let source = Source::ALL[i];
            i += 1;
            if !sources.contains(source) {
                continue;
            }
            left -= 1;
            self = self.then(if short { source.short_name() } else { source.name() });
            self = match left {
                0 => self.then(around[3]),
                1 => self.then(around[2]),
                _ => self.then(around[1]),
            };
        }
        self
    }

    /// Appends the version as a further type argument, where there is one.
    const fn version_argument(self, version: Option<LambdaVersion>) -> Self {
        match version {
            Some(version) => self.then(", ").then(version.name()),
            None => self,
        }
    }

    /// Begins a list with the version, where there is one.
    const fn version_first(self, version: Option<LambdaVersion>) -> Self {
        match version {
            Some(version) => self.then(version.name()).then(", "),
            None => self,
        }
    }

    /// Fails the compilation.
    #[track_caller]
    pub(crate) const fn fail(&self) -> ! {
        let (text, _) = self.bytes.split_at(self.len);
        match std::str::from_utf8(text) {
            Ok(text) => panic!("{}", text),
            Err(_) => panic!("a check failed"),
        }
    }
}

/// A handler's event parameter. The checks and the call go through one function, `param` of the
/// trigger's module, so that a wrong type breaks one bound and is one error.
#[derive(Debug)]
pub struct Param<'a, E> {
    trigger: Trigger,
    version: Option<LambdaVersion>,
    taken: SourceSet,
    is_enum: bool,
    read: fn(&'a Envelope<'a>) -> Result<E, Error>,
}

/// Looks at a type as an event of the trigger `T`.
pub(crate) const fn param<'a, T: TriggerType, E: FromEvent<'a, T>>() -> Param<'a, E> {
    Param {
        trigger: T::TRIGGER,
        version: T::VERSION,
        taken: E::SOURCES,
        is_enum: E::IS_ENUM,
        read: E::from_event,
    }
}

/// What a trigger's handlers can take, under texts that name the trigger.
///
/// The bound comes from the caller: rustc points at it, and would add a line about this macro.
macro_rules! takes_events {
    ($Trigger:ident, { $($bound:tt)+ }, $message:literal, $note:literal) => {
        /// What a handler of this trigger can take: an event of it, or an enum of such events with
        /// `#[derive(FromEvent)]`.
        #[diagnostic::on_unimplemented(message = $message, label = "not what this handler gets", note = $note)]
        pub trait IsEvent<'a>: $crate::handler::FromEvent<'a, $Trigger> {}

        #[diagnostic::do_not_recommend]
        impl<'a, E: $crate::handler::FromEvent<'a, $Trigger>> IsEvent<'a> for E {}

        /// Looks at a handler's parameter: what the attribute calls.
        pub const fn param<'a, $($bound)+>() -> $crate::check::Param<'a, E> {
            $crate::check::param::<$Trigger, E>()
        }
    };
}
pub(crate) use takes_events;

impl<'a, E> Param<'a, E> {
    /// Reads the event.
    ///
    /// # Errors
    ///
    /// As [`FromEvent::from_event`].
    pub fn read(self, envelope: &'a Envelope<'a>) -> Result<E, Error> {
        (self.read)(envelope)
    }
}

/// Whether the parameter takes the events of all these sources.
pub const fn is_covered<E>(param: &Param<'_, E>, listed: SourceSet) -> bool {
    listed.without(param.taken).is_empty()
}

/// The parameter covers the sources that the attribute lists. Evaluated at its type.
#[track_caller]
pub const fn covers<E>(param: &Param<'_, E>, listed: SourceSet) {
    let missing = listed.without(param.taken);
    if !missing.is_empty() {
        if param.is_enum {
            return; // `has_variant` says so, at the source.
        }
        Sentence::new("the parameter takes events of ")
            .sources(param.taken)
            .then(" only, and the attribute lists ")
            .sources(missing)
            .then("\nhelp: take the event of any source, `")
            .then(param.trigger.attribute())
            .then("::Event<'_")
            .version_argument(param.version)
            .then(">`, or an enum with `#[derive(FromEvent)]`")
            .fail()
    }
    let extra = param.taken.without(listed);
    if param.is_enum && !extra.is_empty() {
        Sentence::new("the enum has a variant for ")
            .sources(extra)
            .then(", which the attribute does not list\nhelp: add ")
            .short_names(extra)
            .then(" to the attribute's list, or remove the variant")
            .fail()
    }
}

/// The same where the attribute has no list, so that the handler is for every source.
#[track_caller]
pub const fn covers_all<E>(param: &Param<'_, E>, all: SourceSet) {
    let missing = all.without(param.taken);
    if missing.is_empty() {
        return;
    }
    let sentence = if param.is_enum {
        Sentence::new("the enum has no variant for ").sources(missing)
    } else {
        Sentence::new("the parameter takes events of ").sources(param.taken).then(" only")
    };
    sentence
        .then(", and an attribute without a list takes every source of the trigger\nhelp: list the sources: `#[")
        .then(param.trigger.attribute())
        .then("(")
        .version_first(param.version)
        .plain_names(param.taken)
        .then(")]`")
        .fail()
}

/// The enum that is the parameter has a variant for this source. Evaluated at the source in the
/// attribute's list.
#[track_caller]
pub const fn has_variant<E>(param: &Param<'_, E>, listed: Source) {
    if param.is_enum && !param.taken.contains(listed) {
        Sentence::new("the enum that the handler takes has no variant for `")
            .then(listed.name())
            .then("`\nhelp: add `")
            .then(listed.short_name())
            .then("(")
            .then(param.trigger.attribute())
            .then("::Event<'a")
            .version_argument(param.version)
            .then(", ")
            .then(listed.short_name())
            .then(">)` to the enum, or remove the source from the list")
            .fail()
    }
}

/// No handler before this one takes one of its sources, in the same version. Evaluated at the
/// handler in `triggers!`.
#[track_caller]
pub const fn overlap(handlers: &[Meta], index: usize) {
    let this = &handlers[index];
    let mut i = 0;
    while i < index {
        let other = &handlers[i];
        let both = other.sources.intersection(this.sources);
        if !both.is_empty() && share_version(other.version, this.version) {
            if same(other.name, this.name) {
                Sentence::new("the handler `")
                    .then(this.name)
                    .then("` is named twice\nhelp: remove it here")
                    .fail()
            }
            let sentence = Sentence::new("both `")
                .then(other.name)
                .then("` and `")
                .then(this.name)
                .then("` handle ")
                .sources(both);
            let sentence = match this.version {
                Some(version) => sentence.then(" of `").then(version.name()).then("`"),
                None => sentence,
            };
            sentence.then("\nhelp: list the sources of one of them without ").short_names(both).fail()
        }
        i += 1;
    }
}

/// Whether an event can be of both versions; a handler without one takes any.
const fn share_version(a: Option<LambdaVersion>, b: Option<LambdaVersion>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a as u8 == b as u8,
        _ => true,
    }
}

/// Every source of the trigger has a handler. Evaluated at the trigger in `triggers!`.
#[track_caller]
pub const fn complete(handlers: &[Meta], trigger: Trigger) {
    let mut missing = SourceSet::all_of(trigger);
    let mut has_v3 = false;
    let mut i = 0;
    while i < handlers.len() {
        missing = missing.without(handlers[i].sources);
        has_v3 = has_v3 || matches!(handlers[i].version, Some(LambdaVersion::V3));
        i += 1;
    }
    if !has_v3 {
        // Only events of that version come from it.
        missing = missing.without(SourceSet::of(&[Source::TokenGenerationClientCredentials]));
    }
    if !missing.is_empty() {
        Sentence::new("no handler takes ")
            .sources(missing)
            .then("\nhelp: add ")
            .short_names(missing)
            .then(" to the list of a `#[")
            .then(trigger.attribute())
            .then("(..)]`, or remove `")
            .then(trigger.name())
            .then("` after `complete:`")
            .fail()
    }
}

pub(crate) const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut i = 0;
    while i < a.len() {
        if a[i] != b[i] {
            return false;
        }
        i += 1;
    }
    true
}

/// Reads the event of an enum's variant, if its source is the variant's.
pub fn variant_event<'a, T: TriggerType, E: FromEvent<'a, T>>(
    envelope: &'a Envelope<'a>,
) -> Option<Result<E, Error>> {
    let source = envelope.source()?;
    E::SOURCES.contains(source).then(|| E::from_event(envelope))
}

/// The error for an event that no variant of an enum holds.
pub fn no_variant(envelope: &Envelope<'_>) -> Error {
    Error::internal(format!("the handler's event has no variant for {:?}", envelope.source()))
}

/// The context, for a parameter that is named like it.
pub fn context<T: IsContext>(context: &Context) -> &T {
    T::of(context)
}

/// `lambda_runtime`'s `Context`, which a handler may take by reference.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is named like `lambda_runtime`'s `Context`, and is another type",
    label = "not `lambda_runtime`'s `Context`",
    note = "write `&cognito_triggers::Context`; if this is the router's state, give the type another name, such as `App`"
)]
pub trait IsContext {
    /// The context itself.
    fn of(context: &Context) -> &Self;
}

impl IsContext for Context {
    fn of(context: &Context) -> &Self {
        context
    }
}

/// What can be put into a subject or an SMS: whatever implements [`Display`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be put into a text",
    label = "inserted here",
    note = "insert what implements `Display`: of an `Option`, `name = option.unwrap_or_default()`; of a `Secret`, `name = secret.expose()`; `Html` goes into the body of an e-mail only"
)]
pub trait TextValue {
    /// The value as what it can do.
    fn as_display(&self) -> &dyn Display;
}

#[diagnostic::do_not_recommend]
impl<T: Display> TextValue for T {
    fn as_display(&self) -> &dyn Display {
        self
    }
}

/// A value in a subject or an SMS.
pub fn text_value<T: TextValue>(value: &T) -> &dyn Display {
    value.as_display()
}

/// A value in the body of an e-mail.
pub fn html_value<T: HtmlValue>(value: &T) -> &dyn HtmlValue {
    value
}

/// What [`email!`](crate::email) calls.
pub fn email<P: Placeholders>(
    subject: &[Part<'_, dyn Display + '_>],
    body: &[Part<'_, dyn HtmlValue + '_>],
) -> Email<P> {
    Email::from_parts(subject, body)
}

/// What [`sms!`](crate::sms) calls.
pub fn sms<P: Placeholders>(text: &[Part<'_, dyn Display + '_>]) -> Sms<P> {
    Sms::from_parts(text)
}

/// What a function returns that has a [`deny!`](crate::deny) in it.
#[diagnostic::on_unimplemented(
    message = "`deny!` returns an error, and this function returns `{Self}`",
    label = "the function returns `{Self}`",
    note = "return `Result<{Self}>` from the function"
)]
pub trait Deniable {
    /// The denial.
    fn denied(error: Error) -> Self;
}

impl<T, E: From<Error>> Deniable for Result<T, E> {
    fn denied(error: Error) -> Self {
        Err(error.into())
    }
}

/// What `deny!` returns.
pub fn denied<R: Deniable>(error: Error) -> R {
    R::denied(error)
}
