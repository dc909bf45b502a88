// Messages: every message of every handled source, language and scenario.

import { checkbox, choice, element, facts, field, tag, verdict } from "./dom.js";
import { mail, size, sms, smsFacts, source } from "./mail.js";
import { read } from "./api.js";

// The reader's settings outlive a reload of the texts.
const shown = { source: undefined, scenario: undefined, language: undefined, phone: true, dark: false, code: "", username: "" };

export async function show(view) {
  const { messages } = await read("messages");
  const list = element("div", {});
  const number = element("p", { class: "quiet", role: "status" });
  const draw = () => {
    const chosen = messages.filter(isChosen);
    number.textContent = count(chosen.length, messages.length);
    list.replaceChildren(...chosen.map(card));
  };
  view.replaceChildren(element("h1", {}, "Messages"),
    element("p", { class: "quiet" }, "Every message that a handler writes, made from sample events and scenarios, and what Cognito does with it."),
    controls(messages, draw), number, list);
  draw();
}

function controls(messages, draw) {
  const set = (name) => (value) => { shown[name] = value; draw(); };
  // A list of all that there are, by their places in it: any text is a name. It is left out where there is no choice.
  const filter = (title, name, without) => {
    const values = [...new Set(messages.map((message) => message[name] ?? null))];
    if (!values.includes(shown[name])) shown[name] = undefined;
    if (values.every((value) => value === null)) return null;
    const made = choice(title, [["", "All"], ...values.map((value, index) => [String(index), value ?? without])],
      (index) => set(name)(index === "" ? undefined : values[Number(index)]));
    made.select.value = shown[name] === undefined ? "" : String(values.indexOf(shown[name]));
    return made.label;
  };
  const width = choice("Width", [["phone", "Phone, 390 pixels"], ["desk", "Desk"]],
    (value) => set("phone")(value === "phone"));
  const dark = checkbox("Dark mode of the mail", set("dark"));
  const text = (title, name) => {
    const made = field(title, { placeholder: "as in the sample", oninput: (e) => set(name)(e.target.value) });
    made.input.value = shown[name];
    return made.label;
  };
  width.select.value = shown.phone ? "phone" : "desk";
  dark.input.checked = shown.dark;
  return element("div", { class: "bar controls" },
    filter("Source", "source"), filter("Scenario", "scenario", "None: the sample event"),
    filter("Language", "language", "None: the handler chooses none"),
    width.label, text("Code", "code"), text("User name", "username"), dark.label);
}

function isChosen(message) {
  return ["source", "scenario", "language"].every((name) => [undefined, message[name] ?? null].includes(shown[name]));
}

function count(chosen, all) {
  if (all === 0) return "No handler of this program writes a message. One with #[custom_message] does.";
  if (chosen === 0) return `None of the ${all} messages is all of that: choose "All" in one of the lists.`;
  if (chosen < all) return `${chosen} of ${all} messages`;
  return all === 1 ? "1 message" : `${all} messages`;
}

function card(message) {
  const title = [message.source, message.scenario, message.language].filter(Boolean).join(" · ");
  const heading = element("h2", {}, title, " ", message.medium && tag(message.medium));
  if (message.body === undefined || message.body === null) {
    return element("article", { class: "card", "aria-label": title }, heading, verdict(message.verdict));
  }
  const label = `${title} ${message.medium}`;
  const body = fill(message.body, message);
  const subject = fill(message.subject ?? "", message);
  const limits = message.limits ?? {};
  const [about, seen] = message.medium === "SMS"
    ? [[smsFacts(body, limits.body)], sms(body)]
    : [
        [
          facts([
            ["Subject", element("span", {}, size(subject.length, limits.subject), " UTF-16 units")],
            ["Mail", element("span", {}, size(message.body.length, limits.body), " UTF-16 units")],
          ]),
          source(message.body),
        ],
        mail(`message/${encodeURIComponent(message.id)}`, { code: shown.code, username: shown.username },
          { subject, body: message.body, phone: shown.phone, dark: shown.dark, title: `Mail of ${title}` }),
      ];
  return element("article", { class: "card", "aria-label": label }, heading,
    element("div", { class: `message ${shown.phone ? "" : "wide"}` },
      element("div", {}, verdict(message.verdict), otherMedium(message), ...about), seen));
}

// A text for one medium leaves the other to Cognito.
function otherMedium({ other_medium: text }) {
  return text && element("p", { class: "verdict default-used" }, text);
}

// Puts the code and the name in where Cognito does, each once: a value may look like a placeholder.
function fill(text, { placeholders, sample }) {
  const values = new Map([
    [placeholders?.code, shown.code || sample?.code || ""],
    [placeholders?.username, shown.username || sample?.username || ""],
  ].filter(([placeholder]) => placeholder));
  return text.replaceAll(/\{####\}|\{username\}/g, (found) => values.get(found) ?? found);
}
