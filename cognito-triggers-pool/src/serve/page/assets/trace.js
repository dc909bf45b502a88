// Trace: each call of a trigger, with event and answer side by side.

import { checkbox, element, facts, keeping, verdict } from "./dom.js";
import { read } from "./api.js";

const shown = { secrets: false, calls: null, remarks: null };

export async function show(view) {
  const secrets = checkbox("Show passwords, codes and challenge answers", (checked) => {
    shown.secrets = checked;
    changed();
  });
  secrets.input.checked = shown.secrets;
  shown.calls = keeping(element("p", { class: "quiet" }, "No trigger was called yet."));
  shown.remarks = element("div", {});
  await changed();
  view.replaceChildren(element("h1", {}, "Trace"), element("div", { class: "bar" }, secrets.label), shown.remarks,
    shown.calls.list);
}

export async function changed() {
  const { secrets } = shown;
  const { steps, remarks } = await read(secrets ? "trace?secrets=yes" : "trace");
  // Whoever hides them again does not wait for an answer that shows them.
  if (secrets !== shown.secrets) return;
  shown.remarks.replaceChildren(
    ...remarks.map(({ text, ignored }) => element("p", { class: `verdict ${ignored ? "default-used" : ""}` }, text)));
  shown.calls.draw([...steps].reverse(), ({ number, verdict }) => `${number} ${verdict?.kind} ${secrets}`, card);
}

function card(step) {
  const answered = step.error === undefined || step.error === null;
  const answer = answered ? lines(step.answer, step.event) : element("p", { class: "error" }, step.error);
  const isObject = answered && step.answer !== null && typeof step.answer === "object";
  return element("article", { class: "card", "aria-label": `Call ${step.number}` },
    element("h2", {}, `${step.number}. ${step.source}`),
    verdict(step.verdict),
    facts([
      ["Operation", step.operation],
      ["User", step.event?.userName],
      ["Calls", step.attempts > 1 ? String(step.attempts) : ""],
      ["Time", step.milliseconds === undefined || step.milliseconds === null ? "" : `${step.milliseconds} ms`],
    ]),
    element("div", { class: "sides" },
      element("div", {}, element("h3", {}, "Event"), lines(step.event, isObject ? step.answer : undefined)),
      element("div", {}, element("h3", {}, "Answer"), answer)));
}

// Prints a value as JSON. A member that the other value does not have, or has differently, is marked.
function lines(value, other) {
  const out = element("pre", {});
  write(out, value, other, "", other === undefined, "");
  return out;
}

// JSON, with escapes for what turns the text behind it.
function json(value) {
  const text = JSON.stringify(value, null, 2) ?? "null";
  return text.replaceAll(/[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function write(out, value, other, indent, plain, after) {
  const isMap = value !== null && typeof value === "object" && !Array.isArray(value);
  if (!isMap || Object.keys(value).length === 0) {
    const text = json(value);
    const changed = !plain && JSON.stringify(other) !== JSON.stringify(value);
    out.append(element(changed ? "mark" : "span", { class: changed && "changed" }, text.replaceAll("\n", `\n${indent}`)), after);
    return;
  }
  out.append("{\n");
  const members = Object.entries(value);
  members.forEach(([name, member], index) => {
    out.append(`${indent}  ${json(name)}: `);
    // A member may be called "constructor".
    const beside = other !== null && typeof other === "object" && Object.hasOwn(other, name) ? other[name] : undefined;
    write(out, member, beside, `${indent}  `, plain, `${index + 1 < members.length ? "," : ""}\n`);
  });
  out.append(`${indent}}${after}`);
}
