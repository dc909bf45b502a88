//! The files of a message's languages: in a test, those that no list has are found.

use std::cell::RefCell;
#[cfg(feature = "local")]
use std::collections::BTreeMap;

/// The path with `{language}` in it, and the tags.
type Files = (&'static str, &'static [&'static str]);

tokio::task_local! {
    /// The files of the messages that a check has made. It belongs to the check's task, since other tests of the
    /// process make messages too.
    static FILES: RefCell<Vec<Files>>;
}

/// Keeps the files of a message that a check makes. `email!` and `sms!` call it in the tests of their crate
/// alone.
pub fn made_of(path: &'static str, tags: &'static [&'static str]) {
    // Outside of a check nobody asks for them.
    let _ = FILES.try_with(|files| files.borrow_mut().push((path, tags)));
}

/// Makes messages. Returns a sentence for each file beside theirs that has the name of a language and that no
/// list has.
#[cfg(feature = "local")]
pub(crate) async fn not_listed(make: impl Future<Output = ()>) -> Vec<String> {
    let files = FILES.scope(RefCell::default(), async {
        make.await;
        FILES.with(RefCell::take)
    });
    let mut lists = BTreeMap::<_, Vec<_>>::new();
    for (path, tags) in files.await {
        // A message may have fewer languages than another of the same files.
        lists.entry(path).or_default().extend_from_slice(tags);
    }
    lists.iter().flat_map(|(path, tags)| others(path, tags)).collect()
}

#[cfg(feature = "local")]
fn others(path: &str, tags: &[&str]) -> Vec<String> {
    let Some((before, after)) = path.split_once("{language}") else { return Vec::new() };
    let (folder, start) = before.rsplit_once('/').unwrap_or((".", before));
    let (end, _) = after.split_once('/').unwrap_or((after, ""));
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut found = Vec::new();
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(tag) = name.strip_prefix(start).and_then(|rest| rest.strip_suffix(end)) else { continue };
        let file = path.replace("{language}", tag);
        if is_tag(tag) && !tags.contains(&tag) && std::path::Path::new(&file).is_file() {
            found.push(format!(
                "{file} is not sent: write {tag:?} into the list of languages, or remove the file"
            ));
        }
    }
    found.sort();
    found
}

/// Whether a name looks like a language's tag. Languages have two or three letters, unlike `header`.
#[cfg(feature = "local")]
fn is_tag(name: &str) -> bool {
    let mut subtags = name.split('-');
    let is_language = |tag: &str| matches!(tag.len(), 2 | 3) && tag.bytes().all(|b| b.is_ascii_alphabetic());
    subtags.next().is_some_and(is_language)
        && subtags.all(|tag| (1..=8).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_alphanumeric()))
}

#[cfg(all(test, feature = "local"))]
mod tests {
    use super::others;

    #[test]
    fn a_file_that_no_list_has_is_found() {
        let folder = std::env::temp_dir().join(format!("cognito-triggers-languages-{}", std::process::id()));
        for path in
            ["mails/en.html", "mails/pt-BR.html", "mails/header.html", "de/verify.html", "fr/other.html"]
        {
            let file = folder.join(path);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, "").unwrap();
        }
        let root = folder.to_str().unwrap();
        assert_eq!(
            others(&format!("{root}/mails/{{language}}.html"), &["en"]),
            [format!(
                "{root}/mails/pt-BR.html is not sent: write \"pt-BR\" into the list of languages, or remove the file"
            )]
        );
        assert_eq!(others(&format!("{root}/{{language}}/verify.html"), &["en"]).len(), 1);
        assert_eq!(others(&format!("{root}/mails/{{language}}.html"), &["en", "pt-BR"]), [""; 0]);
        std::fs::remove_dir_all(folder).unwrap();
    }
}
