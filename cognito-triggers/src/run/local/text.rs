//! Files that other tools have written, as text.

/// Reads UTF-8, with or without the mark that some editors put first.
pub(super) fn decode(bytes: Vec<u8>) -> Result<String, String> {
    if matches!(bytes[..], [0xff, 0xfe, ..] | [0xfe, 0xff, ..]) {
        return Err("it is UTF-16, as `>` of PowerShell writes: save it as UTF-8".to_owned());
    }
    let mut text = String::from_utf8(bytes).map_err(|error| {
        let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = valid.split(|byte| *byte == b'\n').count();
        format!("it is no UTF-8 from line {line} on")
    })?;
    if text.starts_with('\u{feff}') {
        text.remove(0);
    }
    Ok(text)
}
