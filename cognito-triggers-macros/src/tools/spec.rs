//! The triggers and their sources, as the attributes know them: the runtime crate's own table.

/// A trigger.
#[derive(Debug)]
pub(crate) struct Trigger {
    /// Cognito's name, such as `CustomMessage`.
    pub(crate) name: &'static str,
    /// The type that stands for it, such as `CustomMessageTrigger`.
    pub(crate) ty: &'static str,
    /// The name of the attribute and of the module, such as `custom_message`.
    pub(crate) attribute: &'static str,
    /// The sources.
    pub(crate) sources: &'static [Source],
    /// The usual return type, for help texts.
    pub(crate) response: &'static str,
    /// The reason why the attribute needs a list, if it does: one at most.
    reasons: &'static [&'static str],
    /// The other facts of the table.
    facts: &'static [&'static str],
}

/// A trigger source.
#[derive(Debug)]
pub(crate) struct Source {
    /// The name in an attribute's list, such as `SignUp`.
    pub(crate) name: &'static str,
    /// The name in an event, such as `CustomMessage_SignUp`.
    pub(crate) wire: &'static str,
}

macro_rules! define {
    ($($Trigger:ident $TriggerMarker:ident $module:ident
        [returns $response:literal $(; list because $reason:literal)? $(, $fact:ident)*]
    {
        $($Marker:ident = $Source:ident $wire:literal $fires:literal;)+
    })+) => {
        pub(crate) const TRIGGERS: &[&Trigger] = &[$(Trigger::$module(),)+];

        impl Trigger {$(
            pub(crate) const fn $module() -> &'static Self {
                &Self {
                    name: stringify!($Trigger),
                    ty: stringify!($TriggerMarker),
                    attribute: stringify!($module),
                    sources: &[$(Source { name: stringify!($Marker), wire: $wire },)+],
                    response: $response,
                    reasons: &[$($reason)?],
                    facts: &[$(stringify!($fact)),*],
                }
            }
        )+}
    };
}

table!(define);

impl Trigger {
    /// Returns the source with this name.
    pub(crate) fn source(&self, name: &str) -> Option<&'static Source> {
        self.sources.iter().find(|source| source.name == name)
    }

    /// Returns the source that is meant by its wire name, or by its name in another case.
    pub(crate) fn meant(&self, name: &str) -> Option<&'static Source> {
        self.sources.iter().find(|source| {
            name.eq_ignore_ascii_case(source.wire)
                || plain(name) == plain(source.name)
                || plain(name) == plain(source.wire)
        })
    }

    /// Lists the names of the sources in the table's order.
    pub(crate) fn source_names(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.sources.iter().map(|source| source.name)
    }

    /// Returns the reason why the attribute needs a list, if it does.
    pub(crate) fn needs_list(&self) -> Option<&'static str> {
        self.reasons.first().copied()
    }

    /// Whether the events have versions.
    pub(crate) fn has_versions(&self) -> bool {
        self.facts.contains(&"versions")
    }

    /// Whether the module has a check of the return type.
    pub(crate) fn has_check(&self) -> bool {
        self.facts.contains(&"check")
    }

    /// Whether a response names the placeholders of its text.
    pub(crate) fn has_placeholders(&self) -> bool {
        self.attribute == "custom_message"
    }

    /// Returns the type of the events, for help texts.
    pub(crate) fn event(&self) -> String {
        let version = if self.has_versions() { ", V2_0" } else { "" };
        format!("{}::Event<'_{version}>", self.attribute)
    }
}

/// Sorts names by how near they are to what somebody wrote.
pub(crate) fn nearest_first<'n>(names: impl Iterator<Item = &'n str>, written: &str) -> Vec<&'n str> {
    let mut names: Vec<&str> = names.collect();
    names.sort_by_key(|name| distance(&plain(name), &plain(written)));
    names
}

/// Names what to write in place of a name: the one that was meant, if one is near, and then the others.
pub(crate) fn instead_of<'n>(written: &str, names: impl Iterator<Item = &'n str>) -> String {
    let names: Vec<String> = nearest_first(names, written).iter().map(|name| format!("`{name}`")).collect();
    match &names[..] {
        [first, others @ .., last] if is_near(first, written) => {
            let others =
                if others.is_empty() { String::new() } else { format!("{} and ", others.join(", ")) };
            format!("write {first}; the others are {others}{last}")
        }
        [others @ .., last] if !others.is_empty() => format!("write {} or {last}", others.join(", ")),
        names => format!("write {}", names.concat()),
    }
}

/// Whether a name is a misspelling of another: up to a third of it differs.
fn is_near(name: &str, written: &str) -> bool {
    distance(&plain(name), &plain(written)) <= (plain(name).chars().count() / 3).max(1)
}

/// Returns a name without case and separators.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Counts the characters to insert, remove or replace to make `a` into `b`.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (1..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let (mut diagonal, mut left) = (i, i + 1);
        for (y, cell) in b.iter().zip(&mut row) {
            let above = *cell;
            left = (diagonal + usize::from(x != *y)).min(above + 1).min(left + 1);
            (diagonal, *cell) = (above, left);
        }
    }
    row.last().copied().unwrap_or(a.chars().count())
}

#[cfg(test)]
mod tests {
    use super::{Trigger, distance, instead_of, nearest_first};

    #[test]
    fn distances() {
        for (a, b, expected) in [
            ("", "", 0),
            ("signup", "signup", 0),
            ("signupp", "signup", 1),
            ("abc", "", 3),
            ("", "abc", 3),
            ("ab", "ba", 2),
            ("kitten", "sitting", 3),
        ] {
            assert_eq!(distance(a, b), expected, "{a} {b}");
        }
    }

    #[test]
    fn the_nearest_name_comes_first_and_equals_keep_their_order() {
        assert_eq!(nearest_first(["Abc", "SignUp", "Xyz"].into_iter(), "sign_upp"), ["SignUp", "Abc", "Xyz"]);
    }

    #[test]
    fn a_near_name_is_the_one_that_is_meant() {
        let names = || ["SignUp", "AdminCreateUser", "ResendCode"].into_iter();
        for (written, expected) in [
            ("SignUpp", "write `SignUp`; the others are `ResendCode` and `AdminCreateUser`"),
            ("Resend", "write `ResendCode`, `SignUp` or `AdminCreateUser`"),
            ("ReSendCod", "write `ResendCode`; the others are `SignUp` and `AdminCreateUser`"),
            ("Other", "write `SignUp`, `ResendCode` or `AdminCreateUser`"),
        ] {
            assert_eq!(instead_of(written, names()), expected);
        }
        assert_eq!(instead_of("SignUpp", ["SignUp"].into_iter()), "write `SignUp`");
    }

    #[test]
    fn wire_names_and_other_cases_are_meant() {
        let trigger = Trigger::custom_message();
        for name in
            ["CustomMessage_SignUp", "custommessage_signup", "sign_up", "SIGNUP", "CustomMessageSignUp"]
        {
            assert_eq!(trigger.meant(name).map(|source| source.name), Some("SignUp"), "{name}");
        }
        for name in ["SignUpp", "PreSignUp_SignUp", ""] {
            assert!(trigger.meant(name).is_none(), "{name}");
        }
    }
}
