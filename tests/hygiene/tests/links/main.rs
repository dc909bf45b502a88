//! No link points nowhere: those of every Markdown file, and those of the pages that rustdoc makes.
//!
//! Other people's sites are not asked. Only sites that document something are linked to, and they are
//! listed here.

mod files;
mod markdown;
mod pages;

use std::fs::read_to_string;
use std::path::Path;

use crate::files::{files, is_for_rustdoc, root};
use crate::markdown::{Target, anchors, links};

/// Each documents something that exists. Addresses of `localhost` are served by a command beside them, and
/// `example.org` is nobody's.
const HOSTS: &[&str] = &[
    "cargo-generate.github.io",
    "aws.amazon.com",
    "crates.io",
    "datatracker.ietf.org",
    "doc.rust-lang.org",
    "docs.aws.amazon.com",
    "docs.rs",
    "github.com",
    "pypi.org",
    "rustsec.org",
    "rustup.rs",
    "stackoverflow.com",
    "www.cargo-lambda.info",
    "www.maxivanov.io",
    "www.npmjs.com",
    "www.rfc-editor.org",
];

/// Pages of ours that do not exist before the first release. With it, this list and its test go.
const NOT_YET: &[&str] =
    &["docs.rs/cognito-triggers", "crates.io/crates/cognito-triggers", "github.com/cognito-triggers"];

/// Says why a URL must not be linked to.
fn wrong_url(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let served = ["localhost:", "127.0.0.1:", "example.org", "app.example.com"]
        .iter()
        .any(|own| host.starts_with(own));
    if let Some(page) = NOT_YET.iter().find(|page| rest.starts_with(**page)) {
        Some(format!("{url}: {page} does not exist before the first release"))
    } else if served || HOSTS.contains(&host) {
        None
    } else {
        Some(format!("{url}: {host} is not among the hosts in tests/hygiene/tests/links/main.rs"))
    }
}

/// Says where a link of a Markdown file goes wrong.
fn wrong_target(file: &Path, text: &str, target: &str) -> Option<String> {
    if target.contains("://") {
        return wrong_url(target);
    }
    let (path, anchor) = target.split_once('#').map_or((target, None), |(path, anchor)| (path, Some(anchor)));
    // rustdoc knows paths to items, and checks them itself.
    if is_for_rustdoc(file) && !path.is_empty() && !path.contains('/') && !path.contains(".md") {
        return None;
    }
    let linked = if path.is_empty() { file.to_owned() } else { file.parent()?.join(path) };
    let Ok(whole) = linked.canonicalize() else { return Some(format!("{target}: there is no {path}")) };
    if !whole.starts_with(root().canonicalize().ok()?) {
        return Some(format!("{target}: {path} is outside of the repository"));
    }
    let anchor = anchor?;
    let headings = if path.is_empty() { anchors(text) } else { anchors(&read_to_string(linked).ok()?) };
    (!headings.contains(anchor)).then(|| format!("{target}: no heading has the anchor #{anchor}"))
}

fn problems(file: &Path, text: &str) -> Vec<String> {
    let name = file.strip_prefix(root()).unwrap_or(file).display().to_string();
    let mut problems = Vec::new();
    for link in links(text) {
        let problem = match &link.target {
            Target::To(target) => wrong_target(file, text, target),
            Target::Undefined(_) if is_for_rustdoc(file) => None,
            Target::Undefined(label) => Some(format!("[{label}] is defined nowhere")),
        };
        problems.extend(problem.map(|problem| format!("{name}:{}: {problem}", link.line)));
    }
    problems
}

#[test]
fn no_link_of_a_markdown_file_points_nowhere() {
    let files = files(&["md"]);
    let mut wrong = Vec::new();
    let mut count = 0;
    for file in &files {
        let text = read_to_string(file).expect("a Markdown file can be read");
        count += links(&text).len();
        wrong.extend(problems(file, &text));
    }
    println!("{count} links in {} files", files.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(files.len() > 40 && count > 200, "{count} links in {} files", files.len());
}

#[test]
fn no_url_in_the_docs_of_an_item_points_to_a_host_that_documents_nothing() {
    let mut wrong = Vec::new();
    for file in files(&["rs"]) {
        // Programs in docs have addresses of their own, so only what is text is read.
        let text = read_to_string(&file).expect("a source file can be read");
        let docs: String = text
            .lines()
            .map(|line| {
                let line = line.trim_start();
                let doc = line.strip_prefix("///").or_else(|| line.strip_prefix("//!")).unwrap_or_default();
                doc.strip_prefix(' ').unwrap_or(doc).to_owned() + "\n"
            })
            .collect();
        for link in links(&docs) {
            let Target::To(url) = link.target else { continue };
            wrong.extend(
                wrong_url(&url).map(|problem| format!("{}:{}: {problem}", file.display(), link.line)),
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_names_a_page_of_ours_that_does_not_exist_yet() {
    let mut wrong = Vec::new();
    let extensions = ["md", "rs", "toml", "html", "json", "yaml", "ts", "js", "py", "txt"];
    for file in files(&extensions) {
        if file.ends_with("tests/hygiene/tests/links/main.rs") {
            continue;
        }
        let text = String::from_utf8_lossy(&std::fs::read(&file).expect("a file can be read")).into_owned();
        for (number, line) in (1..).zip(text.lines()) {
            for page in NOT_YET.iter().filter(|page| line.contains(**page)) {
                wrong.push(format!("{}:{number}: {page}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_kind_of_wrong_link_is_found() {
    let wrong = |file: &str, text: &str| problems(&root().join(file), text);
    let text =
        "# Here\n[a](LICENSE-MIT) [b](#here) [c](CONTRIBUTING.md#release) [d](https://docs.rs/trybuild)\n";
    assert_eq!(wrong("README.md", text), Vec::<String>::new());
    assert_eq!(
        wrong("README.md", "[a](docs/none.md)"),
        ["README.md:1: docs/none.md: there is no docs/none.md"]
    );
    assert_eq!(
        wrong("README.md", "# Here\n[a](#there)"),
        ["README.md:2: #there: no heading has the anchor #there"]
    );
    assert_eq!(
        wrong("README.md", "[a](CONTRIBUTING.md#none)"),
        ["README.md:1: CONTRIBUTING.md#none: no heading has the anchor #none"]
    );
    assert_eq!(wrong("README.md", "[a][b]"), ["README.md:1: [b] is defined nowhere"]);
    assert_eq!(wrong("README.md", "[a](../x.md)").len(), 1);
    let shop = wrong("README.md", "<https://shop.test/a>");
    assert!(
        shop[0].starts_with("README.md:1: https://shop.test/a: shop.test is not among the hosts"),
        "{shop:?}"
    );
    let ours = wrong("README.md", "[a](https://docs.rs/cognito-triggers/latest)");
    assert!(
        ours[0].ends_with("docs.rs/cognito-triggers does not exist before the first release"),
        "{ours:?}"
    );
    assert_eq!(wrong("cognito-triggers/src/doc/front.md", "[a](crate::guide)"), Vec::<String>::new());
}
