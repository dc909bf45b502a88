//! Running other programs.

use std::path::PathBuf;
use std::process::{Command, Stdio};

/// What came of it; the error is a sentence for whoever ran the benches.
pub(crate) type Outcome<T> = Result<T, String>;

/// The repository.
pub(crate) fn root() -> PathBuf {
    let package = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    package.parent().map_or(package.clone(), PathBuf::from)
}

/// A program of ours, as a release build has it.
pub(crate) fn program(name: &str) -> Outcome<PathBuf> {
    let own = std::env::current_exe().map_err(|e| format!("no path of one's own: {e}"))?;
    Ok(own.with_file_name(name))
}

/// What a program prints; its errors are shown as they come.
pub(crate) fn output(command: &mut Command) -> Outcome<String> {
    let shown = format!("{command:?}");
    let output = command.stderr(Stdio::inherit()).output();
    let output = output.map_err(|e| format!("cannot run {shown}: {e}"))?;
    if !output.status.success() {
        return Err(format!("{shown} failed: {}", output.status));
    }
    String::from_utf8(output.stdout).map_err(|e| format!("{shown} prints no text: {e}"))
}

/// Cargo, in the repository. Its results lie where they are looked for, whatever the environment says.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command.args(arguments).current_dir(root()).env_remove("CARGO_TARGET_DIR");
    command
}

/// The processor's model, as Linux names it.
pub(crate) fn processor() -> String {
    let cpus = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpus.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or("?");
    model.trim_start_matches([' ', '\t', ':']).to_owned()
}

/// The middle one.
pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// `1234567` as `1,234,567`.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// One figure divided by another.
#[allow(clippy::cast_precision_loss, reason = "figures are far below 2^52")]
pub(crate) fn ratio(a: u64, b: u64) -> f64 {
    a as f64 / b as f64
}
