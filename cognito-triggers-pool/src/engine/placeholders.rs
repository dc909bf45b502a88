//! Puts values in the place of the placeholders of a message.

use crate::verdict::link;

/// The values of one message. `None`: the message has no such placeholder.
#[derive(Clone, Copy)]
pub(crate) struct Values<'v> {
    pub(crate) code: &'v str,
    pub(crate) username: Option<&'v str>,
    /// The address of a link.
    pub(crate) link: Option<&'v str>,
}

impl Values<'_> {
    /// Fills a text. A value that looks like a placeholder stays as it is.
    pub(crate) fn fill(self, text: &str) -> String {
        let mut filled = String::with_capacity(text.len() + 64);
        let mut rest = text;
        while let Some(start) = rest.find('{') {
            let (before, from) = rest.split_at(start);
            filled.push_str(before);
            let taken = match (self.username, self.link, link(from)) {
                _ if from.starts_with("{####}") => {
                    filled.push_str(self.code);
                    "{####}".len()
                }
                (Some(username), _, _) if from.starts_with("{username}") => {
                    filled.push_str(username);
                    "{username}".len()
                }
                (_, Some(address), Some((0, end, label))) => {
                    filled.push_str(&format!("<a href=\"{address}\">{label}</a>"));
                    end
                }
                _ => {
                    filled.push('{');
                    1
                }
            };
            rest = &from[taken..];
        }
        filled + rest
    }
}

/// The address of a link that confirms a user.
pub(crate) fn confirmation_link(domain: &str, client: &str, user: &str, code: &str) -> String {
    format!(
        "https://{domain}/confirmUser/?client_id={client}&user_name={}&confirmation_code={code}",
        encoded(user)
    )
}

/// Writes a text as a part of a query. User names may have any character.
fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Values, confirmation_link};

    #[test]
    fn values_are_put_in_once() {
        let values = Values { code: "{username}", username: Some("{####}"), link: None };
        assert_eq!(values.fill("{username} has {####} {##x##}{"), "{####} has {username} {##x##}{");
        let mail = Values { code: "1", username: None, link: Some("x:{##y##}") };
        assert_eq!(mail.fill("{##a##}, {username}, {####}"), "<a href=\"x:{##y##}\">a</a>, {username}, 1");
    }

    #[test]
    fn a_user_name_stays_inside_its_link() {
        let link = confirmation_link("auth.example.com", "app", "\"><b>&é", "1");
        let expected = "https://auth.example.com/confirmUser/?client_id=app&user_name=%22%3E%3Cb%3E%26%C3%A9\
                        &confirmation_code=1";
        assert_eq!(link, expected);
    }
}
