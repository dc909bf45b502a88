//! The triggers and their sources, as the attributes know them: the runtime crate's own table.

/// A trigger.
#[derive(Debug)]
pub(crate) struct Trigger {
    /// Cognito's name, such as `CustomMessage`.
    pub(crate) name: &'static str,
    /// The type that stands for it, such as `CustomMessageTrigger`.
    pub(crate) ty: &'static str,
    /// The attribute's name, such as `custom_message`, which is the module's too.
    pub(crate) attribute: &'static str,
    /// The sources.
    pub(crate) sources: &'static [Source],
}

/// A trigger source.
#[derive(Debug)]
pub(crate) struct Source {
    /// As an attribute lists it, such as `SignUp`.
    pub(crate) name: &'static str,
    /// As events carry it, such as `CustomMessage_SignUp`.
    pub(crate) wire: &'static str,
}

macro_rules! define {
    ($($Trigger:ident $TriggerType:ident $module:ident {
        $($Marker:ident = $Source:ident $wire:literal $fires:literal;)+
    })+) => {
        pub(crate) const TRIGGERS: &[Trigger] = &[$(
            Trigger {
                name: stringify!($Trigger),
                ty: stringify!($TriggerType),
                attribute: stringify!($module),
                sources: &[$(Source { name: stringify!($Marker), wire: $wire },)+],
            },
        )+];
    };
}

table!(define);

impl Trigger {
    /// The trigger of an attribute.
    pub(crate) fn of_attribute(name: &str) -> &'static Self {
        TRIGGERS.iter().find(|trigger| trigger.attribute == name).unwrap_or(&TRIGGERS[0])
    }

    pub(crate) fn source(&self, name: &str) -> Option<&'static Source> {
        self.sources.iter().find(|source| source.name == name)
    }

    /// The names of the sources, the nearest to `name` first.
    pub(crate) fn nearest_first(&self, name: &str) -> Vec<&'static str> {
        let mut names: Vec<&'static str> = self.sources.iter().map(|source| source.name).collect();
        names.sort_by_key(|candidate| distance(&plain(candidate), &plain(name)));
        names
    }

    /// The source that somebody meant who wrote its wire name, or its name in another case.
    pub(crate) fn meant(&self, name: &str) -> Option<&'static Source> {
        self.sources.iter().find(|source| {
            name.eq_ignore_ascii_case(source.wire)
                || plain(name) == plain(source.name)
                || plain(name) == plain(source.wire)
        })
    }
}

/// The usual response of an attribute's trigger, for help texts.
pub(crate) fn response(attribute: &str) -> &'static str {
    match attribute {
        "custom_message" => "Email",
        "define_auth_challenge" => "define_auth_challenge::Decision",
        "create_auth_challenge" => "create_auth_challenge::Challenge",
        "verify_auth_challenge_response" => "bool",
        "user_migration" => "user_migration::Migration",
        "inbound_federation" => "inbound_federation::Mapping",
        _ => "()",
    }
}

/// The type of an attribute's events, for help texts.
pub(crate) fn event(attribute: &str) -> String {
    let version = if attribute == "pre_token_generation" { ", V2_0" } else { "" };
    format!("{attribute}::Event<'_{version}>")
}

/// Why an attribute's list cannot be left out, where it cannot.
pub(crate) fn needs_list(attribute: &str) -> Option<&'static str> {
    match attribute {
        "post_confirmation" => {
            Some("a user who reset a password is confirmed too, and should rarely be welcomed")
        }
        _ => None,
    }
}

/// A name without case and separators.
pub(crate) fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// How many characters to insert, remove or replace to make `a` into `b`.
pub(crate) fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = i;
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn distances() {
        for (a, b, expected) in
            [("", "", 0), ("signup", "signup", 0), ("signupp", "signup", 1), ("abc", "", 3), ("ab", "ba", 2)]
        {
            assert_eq!(distance(a, b), expected, "{a} {b}");
        }
    }
}
