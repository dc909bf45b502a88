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

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn a_mark_in_front_is_dropped_and_other_encodings_are_named() {
        assert_eq!(decode(b"\xef\xbb\xbf{}".to_vec()).unwrap(), "{}");
        assert_eq!(decode("{\"é\": 1}".into()).unwrap(), "{\"é\": 1}");
        for (bytes, says) in [
            (&b"\xff\xfe{\0"[..], "it is UTF-16, as `>` of PowerShell writes: save it as UTF-8"),
            (b"\xfe\xff\0{", "it is UTF-16, as `>` of PowerShell writes: save it as UTF-8"),
            (b"a\nb\xe9", "it is no UTF-8 from line 2 on"),
        ] {
            assert_eq!(decode(bytes.to_vec()).unwrap_err(), says);
        }
    }
}
