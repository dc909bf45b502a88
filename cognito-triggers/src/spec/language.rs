//! Languages, and the one to take for a user: the lookup of RFC 4647, section 3.4.

use std::fmt;

/// The languages in which an app has texts. The first is the default.
///
/// [`languages!`](crate::languages) makes a constant that [`email!`](crate::email) and
/// [`sms!`](crate::sms) take too.
///
/// ```
/// use cognito_triggers::Languages;
///
/// const LANGUAGES: Languages = Languages::new(&["en", "de", "pt-BR"]);
/// assert_eq!(LANGUAGES.lookup(["de-AT"]).tag(), "de");
/// assert_eq!(LANGUAGES.lookup(["tlh", "pt_br"]).tag(), "pt-BR");
/// assert_eq!(LANGUAGES.lookup(["ja"]).tag(), "en");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Languages(&'static [&'static str]);

/// One of an app's [`Languages`].
///
/// ```
/// use cognito_triggers::custom_message::{Event, SignUp};
/// use cognito_triggers::{Language, Languages};
///
/// const LANGUAGES: Languages = Languages::new(&["en", "ja"]);
/// let event = Event::<SignUp>::sample().with_user_attribute("locale", "ja-JP");
/// let language: Language = event.language(LANGUAGES);
/// assert_eq!(language.tag(), "ja");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Language(&'static str);

impl Languages {
    /// Takes language tags, such as `en`, `pt-BR` or `zh-Hant`.
    ///
    /// # Panics
    ///
    /// There is none. In a constant, that is an error when the program is compiled.
    #[must_use]
    pub const fn new(tags: &'static [&'static str]) -> Self {
        assert!(!tags.is_empty(), "the list has no language: name at least the default");
        Self(tags)
    }

    /// Returns the tags, the default first.
    pub const fn tags(self) -> &'static [&'static str] {
        self.0
    }

    /// Returns the default language.
    pub const fn default(self) -> Language {
        Language(self.0[0])
    }

    /// Returns each language, the default first.
    pub fn iter(self) -> impl Iterator<Item = Language> {
        self.0.iter().map(|tag| Language(tag))
    }

    /// Returns the language for those that a user understands, the preferred one first, by the lookup of
    /// [RFC 4647](https://www.rfc-editor.org/rfc/rfc4647#section-3.4): `de-AT` finds `de`, but `pt` does not
    /// find `pt-BR`. Case does not matter, and `_` stands for `-`. If none is found, returns the default.
    pub fn lookup<'r>(self, ranges: impl IntoIterator<Item = &'r str>) -> Language {
        let found = ranges.into_iter().find_map(|range| find(range, self.0));
        let language = found.and_then(|index| self.0.get(index)).map_or(self.default(), |tag| Language(tag));
        tell_page(language.0, self.0);
        language
    }
}

impl Language {
    /// Returns the tag, as the list of languages spells it.
    pub const fn tag(self) -> &'static str {
        self.0
    }
}

impl AsRef<str> for Language {
    fn as_ref(&self) -> &str {
        self.0
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// What says which language of a message to take: a [`Language`], or a text with a language tag.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a language",
    label = "not a language or a text",
    note = "write `language = event.language(LANGUAGES)`; for an `Option` with a tag, `language = option.unwrap_or_default()`"
)]
pub trait LanguageTag {
    #[doc(hidden)]
    fn choose(&self, languages: &[&str]) -> usize;
}

#[diagnostic::do_not_recommend]
impl<T: AsRef<str>> LanguageTag for T {
    fn choose(&self, languages: &[&str]) -> usize {
        let chosen = find(self.as_ref(), languages).unwrap_or_default();
        tell_page(languages.get(chosen).copied().unwrap_or_default(), languages);
        chosen
    }
}

/// The page of the local tool shows a message in each of its languages.
#[cfg(feature = "serve")]
fn tell_page(chosen: &str, languages: &[&str]) {
    cognito_triggers_pool::choose_language(chosen, languages);
}

#[cfg(not(feature = "serve"))]
fn tell_page(_: &str, _: &[&str]) {}

/// Finds a language for a range, which loses its last subtag until there is one.
fn find(range: &str, languages: &[&str]) -> Option<usize> {
    let mut range = range.trim();
    while !range.is_empty() {
        if let Some(found) = languages.iter().position(|tag| is_same(tag, range)) {
            return Some(found);
        }
        range = shorter(range);
        // A single letter only introduces what follows it.
        while range.rsplit(['-', '_']).next().is_some_and(|last| last.len() == 1) {
            range = shorter(range);
        }
    }
    None
}

fn shorter(range: &str) -> &str {
    range.rfind(['-', '_']).and_then(|end| range.get(..end)).unwrap_or_default()
}

fn is_same(tag: &str, range: &str) -> bool {
    let plain = |b: u8| if b == b'_' { b'-' } else { b.to_ascii_lowercase() };
    tag.len() == range.len() && tag.bytes().map(plain).eq(range.bytes().map(plain))
}

#[cfg(test)]
mod tests {
    use super::{LanguageTag, Languages};

    #[test]
    fn a_range_loses_its_last_subtags() {
        const TAGS: [&str; 5] = ["en", "de", "zh-Hant", "zh", "pt-BR"];
        for (range, expected) in [
            ("de", "de"),
            ("DE_at", "de"),
            ("zh-Hant-TW", "zh-Hant"),
            ("zh-Hans-CN", "zh"),
            ("zh-Hant-x-private", "zh-Hant"),
            ("de-a-b-c", "de"),
            ("pt", "en"),
            ("deu", "en"),
            ("", "en"),
            ("-", "en"),
            ("x", "en"),
            ("日本語", "en"),
            ("../../de", "en"),
        ] {
            assert_eq!(TAGS[range.choose(&TAGS)], expected, "{range}");
        }
        assert_eq!(Languages::new(&["en", "ja"]).lookup(["tlh", "ja-JP", "en"]).tag(), "ja");
    }
}
