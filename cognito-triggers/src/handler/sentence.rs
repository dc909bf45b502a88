//! Sentences that the checks assemble at compile time and show when they fail.
//!
//! A check is a `const fn` that panics. rustc shows the panic's text as the error and, because of
//! `#[track_caller]`, points at the tokens that the macro chose.

use crate::spec::source::{Source, SourceSet};
use crate::spec::version::LambdaVersion;

/// A text assembled at compile time.
pub(crate) struct Sentence {
    bytes: [u8; 2048],
    len: usize,
}

/// How a list writes its sources.
#[derive(Clone, Copy)]
enum Form {
    Name,
    ShortName,
    /// A variant of an enum of events, which have this version.
    Variant(Option<LambdaVersion>),
}

/// What a list in a sentence has before, between, before the last and after its elements.
const IN_A_SENTENCE: [&str; 4] = ["`", "`, `", "` and `", "`"];

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

    /// Appends the full names of the sources, as in "`A`, `B` and `C`".
    pub(crate) const fn sources(self, sources: SourceSet) -> Self {
        self.list(sources, Form::Name, IN_A_SENTENCE)
    }

    /// Appends the names that attributes list for the sources, as in "`A`, `B` and `C`".
    pub(crate) const fn short_names(self, sources: SourceSet) -> Self {
        self.list(sources, Form::ShortName, IN_A_SENTENCE)
    }

    /// Appends the names of the sources in an attribute's own notation, as in "A, B, C".
    pub(crate) const fn plain_names(self, sources: SourceSet) -> Self {
        self.list(sources, Form::ShortName, ["", ", ", ", ", ""])
    }

    /// Appends the variants that an enum of events has for the sources, as in "`A(m::Event<'a, m::A>)` and `B(..)`".
    pub(crate) const fn variants(self, sources: SourceSet, version: Option<LambdaVersion>) -> Self {
        self.list(sources, Form::Variant(version), IN_A_SENTENCE)
    }

    const fn list(mut self, sources: SourceSet, form: Form, around: [&str; 4]) -> Self {
        let (mut i, mut left) = (0, sources.len());
        self = self.then(around[0]);
        while i < Source::ALL.len() {
            let source = Source::ALL[i];
            i += 1;
            if !sources.contains(source) {
                continue;
            }
            left -= 1;
            self = match form {
                Form::Name => self.then(source.name()),
                Form::ShortName => self.then(source.short_name()),
                Form::Variant(version) => self.variant(source, version),
            };
            self = match left {
                0 => self.then(around[3]),
                1 => self.then(around[2]),
                _ => self.then(around[1]),
            };
        }
        self
    }

    const fn variant(self, source: Source, version: Option<LambdaVersion>) -> Self {
        let (module, name) = (source.trigger().attribute(), source.short_name());
        self.then(name)
            .then("(")
            .then(module)
            .then("::Event<'a")
            .version_argument(version)
            .then(", ")
            .then(module)
            .then("::")
            .then(name)
            .then(">)")
    }

    /// Appends the version, if there is one, as a further type argument.
    pub(crate) const fn version_argument(self, version: Option<LambdaVersion>) -> Self {
        match version {
            Some(version) => self.then(", ").then(version.name()),
            None => self,
        }
    }

    /// Begins a list with the version, if there is one.
    pub(crate) const fn version_first(self, version: Option<LambdaVersion>) -> Self {
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

/// Returns whether two texts are equal, in constants.
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

/// Returns the sentence with which a check fails, if it fails. The checks run in tests as they do at
/// compile time.
#[cfg(test)]
pub(crate) fn failure(check: impl FnOnce() + std::panic::UnwindSafe) -> Option<String> {
    let panic = std::panic::catch_unwind(check).err()?;
    Some(*panic.downcast::<String>().expect("a sentence"))
}
