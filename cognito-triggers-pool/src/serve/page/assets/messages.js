// Messages: every message of every handled source, language and scenario.

import { checkbox, choice, element, facts, field, verdict } from "./dom.js";
import { mail, size, sms, source } from "./mail.js";
import { read } from "./api.js";

// The reader's settings outlive a reload of the texts.
const shown = { source: "", scenario: "", phone: true, dark: false, code: "", username: "" };

export async function show(view) {
  const { messages } = await read("messages");
  const list = element("div", {});
  const draw = () => list.replaceChildren(...cards(messages));
  view.replaceChildren(element("h1", {}, "Messages"), controls(messages, draw), list);
  draw();
}

function controls(messages, draw) {
  const set = (name) => (value) => { shown[name] = value; draw(); };
  const names = (of) => [...new Set(messages.map(of).filter(Boolean))].map((name) => [name, name]);
  const bySource = choice("Source", [["", "All"], ...names((m) => m.source)], set("source"));
  const byScenario = choice("Scenario", [["", "All"], ...names((m) => m.scenario)], set("scenario"));
  const width = choice("Width", [["phone", "Phone, 390 pixels"], ["desk", "Desk"]],
    (value) => set("phone")(value === "phone"));
  const dark = checkbox("Dark mode of the mail", set("dark"));
  const code = field("Code", { placeholder: "as in the sample", oninput: (e) => set("code")(e.target.value) });
  const username = field("User name", { placeholder: "as in the sample", oninput: (e) => set("username")(e.target.value) });
  bySource.select.value = shown.source;
  byScenario.select.value = shown.scenario;
  width.select.value = shown.phone ? "phone" : "desk";
  dark.input.checked = shown.dark;
  code.input.value = shown.code;
  username.input.value = shown.username;
  return element("div", { class: "bar" },
    [bySource, byScenario, width, code, username, dark].map((control) => control.label));
}

function cards(messages) {
  const wanted = messages.filter((message) =>
    (shown.source === "" || message.source === shown.source) &&
    (shown.scenario === "" || message.scenario === shown.scenario));
  if (messages.length === 0) {
    return [element("p", { class: "quiet" },
      "No handler of this program writes a message. One with #[custom_message] does.")];
  }
  return wanted.map(card);
}

function card(message) {
  const title = [message.source, message.scenario].filter(Boolean).join(" · ");
  const heading = element("h2", {}, title, " ", element("span", { class: "quiet" }, message.medium ?? ""));
  if (message.body === undefined || message.body === null) {
    return element("article", { class: "card" }, heading, verdict(message.verdict));
  }
  const filled = (text) => fill(text, message);
  const query = { code: shown.code, username: shown.username };
  const body = filled(message.body);
  const parts = message.medium === "SMS"
    ? [sms(body, message.limits?.body)]
    : [
        facts([
          ["Subject", filled(message.subject ?? "")],
          ["Length of the subject", size(filled(message.subject ?? "").length, message.limits?.subject)],
          ["Size of the mail", element("span", {}, size(message.body.length, message.limits?.body), " UTF-16 units")],
        ]),
        mail(`message/${message.id}`, query, { ...shown, title: `Mail of ${title}` }),
        source(message.body),
      ];
  return element("article", { class: "card" }, heading, verdict(message.verdict), ...parts);
}

// Puts the code and the name in where Cognito does.
function fill(text, { placeholders, sample }) {
  const code = shown.code || sample?.code || "";
  const username = shown.username || sample?.username || "";
  return [[placeholders?.code, code], [placeholders?.username, username]]
    .filter(([placeholder]) => placeholder)
    .reduce((filled, [placeholder, value]) => filled.replaceAll(placeholder, () => value), text);
}
