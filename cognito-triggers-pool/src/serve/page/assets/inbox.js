// Inbox: what the pool delivered, newest first.

import { button, element, facts, keeping, tag } from "./dom.js";
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

let shown = null;

export async function show(view) {
  shown = keeping(element("p", { class: "quiet" },
    "Nothing was delivered yet. Sign somebody up: by ", element("a", { href: "#try" }, "Try"),
    ", or by your app against this address."));
  await changed();
  view.replaceChildren(element("h1", {}, "Inbox"), shown.list);
}

export async function changed() {
  const { messages } = await read("inbox");
  shown.draw([...messages].reverse(), ({ number }) => number, card);
}

function card(message) {
  const shows = message.body !== "";
  const loud = message.text_from === "built-in" && message.source.startsWith("CustomMessage_");
  return element("article", { class: "card", "aria-label": `Message ${message.number}` },
    element("h2", {}, `To ${message.to}`, " ", tag(message.medium)),
    element("div", { class: "message" },
      element("div", {},
        facts([
          ["User", message.user],
          ["Source", message.source],
          ["Code", message.code && element("code", {}, message.code)],
        ]),
        element("p", { class: loud ? "verdict default-used" : "quiet" }, ORIGINS[message.text_from] ?? message.text_from),
        message.code && element("div", { class: "bar" },
          button("Use this code in Try", () => prefill({ username: message.user, code: message.code }), { class: "main" })),
        shows && message.medium === "EMAIL" && source(message.body)),
      shows && message.medium === "SMS" && sms(message.body),
      shows && message.medium === "EMAIL" &&
        mail(`inbox/${message.number}`, {},
          { subject: message.subject, body: message.body, phone: true, dark: false, title: `Mail to ${message.to}` })));
}
