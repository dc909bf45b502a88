//! The checks that the macros have rustc evaluate, and their sentences.
//!
//! Each is a `const fn` that panics: rustc shows the panic's text as the error and, because of
//! `#[track_caller]`, at the tokens that the macro chose.

use lambda_runtime::Context;

use crate::envelope::Envelope;
use crate::error::Error;
use crate::event::TriggerType;
use crate::handler::{FromEvent, Meta};
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
    pub(crate) const fn sources(mut self, sources: SourceSet) -> Self {
        let (mut i, mut left) = (0, sources.len());
        while i < Source::ALL.len() {
            let source = Source::ALL[i];
            i += 1;
            if !sources.contains(source) {
                continue;
            }
            left -= 1;
            self = self.then("`").then(source.name()).then("`");
            self = match left {
                0 => self,
                1 => self.then(" and "),
                _ => self.then(", "),
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

/// A handler's event parameter. The checks and the call go through [`param`], so that a wrong type
/// breaks one bound and is one error.
#[derive(Debug)]
pub struct Param<'a, E> {
    trigger: Trigger,
    version: Option<LambdaVersion>,
    taken: SourceSet,
    is_enum: bool,
    read: fn(&'a Envelope<'a>) -> Result<E, Error>,
}

/// Looks at a type as an event of the trigger `T`.
pub const fn param<'a, T: TriggerType, E: FromEvent<'a, T>>() -> Param<'a, E> {
    Param {
        trigger: T::TRIGGER,
        version: T::VERSION,
        taken: E::SOURCES,
        is_enum: E::IS_ENUM,
        read: E::from_event,
    }
}

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

/// The parameter covers the sources that the attribute lists. Evaluated at its type.
#[track_caller]
pub const fn covers<E>(param: &Param<'_, E>, listed: SourceSet) {
    let missing = listed.without(param.taken);
    if !missing.is_empty() {
        if param.is_enum {
            return; // `has_variant` says so, at the source.
        }
        Sentence::new("the event parameter holds ")
            .sources(param.taken)
            .then(", and the attribute lists ")
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
        Sentence::new("the event has a variant for ")
                .sources(extra)
                .then(", which the attribute does not list\nhelp: list the source in the attribute, or remove the variant")
                .fail()
    }
}

/// The enum that is the parameter has a variant for this source. Evaluated at the source in the
/// attribute's list.
#[track_caller]
pub const fn has_variant<E>(param: &Param<'_, E>, listed: Source) {
    if param.is_enum && !param.taken.contains(listed) {
        Sentence::new("the event parameter has no variant for `")
            .then(listed.name())
            .then("`\nhelp: add the variant `")
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
                    .then("` is named twice\nhelp: name each handler once")
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
            sentence.then("\nhelp: list each trigger source in one attribute only").fail()
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
    note = "take `&cognito_triggers::Context`; if this is the router's state, give the type another name, such as `App`"
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
