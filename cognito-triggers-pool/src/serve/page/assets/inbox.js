// Inbox: what the pool delivered, newest first.

import { button, element, facts } from "./dom.js";
import { mail, sms, source } from "./mail.js";
import { prefill } from "./try.js";
import { read } from "./api.js";

const ORIGINS = {
  handler: "A handler wrote it.",
  "pool-template": "The pool's template has it.",
  "built-in": "Cognito's own text. Its exact words are not documented.",
  "custom-sender": "A custom sender got the code. Cognito sends nothing.",
  unknown: "Cognito sends a text that no source documents.",
};

export async function show(view) {
  const { messages } = await read("inbox");
  const cards = [...messages].reverse().map(card);
  view.replaceChildren(element("h1", {}, "Inbox"),
    ...(cards.length > 0 ? cards : [element("p", { class: "quiet" },
      "Nothing was delivered yet. Sign somebody up: by Try, or by your app against this address.")]));
}

function card(message) {
  const shows = message.body !== "";
  return element("article", { class: "card" },
    element("h2", {}, message.subject || message.source),
    facts([
      ["To", message.to],
      ["User", message.user],
      ["Source", message.source],
      ["Text", ORIGINS[message.text_from] ?? message.text_from],
      ["Code", message.code && element("code", {}, message.code)],
    ]),
    message.code && button("Use this code in Try", () => prefill({ username: message.user, code: message.code })),
    shows && message.medium === "SMS" && sms(message.body, undefined),
    shows && message.medium === "EMAIL" &&
      mail(`inbox/${message.number}`, {}, { phone: true, dark: false, title: `Mail to ${message.to}` }),
    shows && message.medium === "EMAIL" && source(message.body));
}
