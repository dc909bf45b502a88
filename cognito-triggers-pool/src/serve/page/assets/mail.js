// Shows one message as its receiver sees it.

import { button, element, facts } from "./dom.js";
import { measure } from "./sms.js";

export function size(length, limit) {
  if (limit === undefined) return String(length);
  const text = `${length} of ${limit}`;
  return length > limit ? element("span", { class: "over" }, text) : text;
}

export function sms(text, limit) {
  const { length, encoding, segments } = measure(text);
  return element("div", {},
    element("div", { class: "sms" }, text),
    facts([
      ["Length", element("span", {}, size(length, limit), " UTF-16 units")],
      ["Segments", `${segments} (${encoding})`],
    ]));
}

// The mail comes from a route of its own, whose policy lets nothing run and fetches nothing. `path`
// names it below /page/mail/. Whoever reads may allow pictures from elsewhere for this one mail.
export function mail(path, query, { phone, dark, title }) {
  const address = (pictures) => {
    const parameters = new URLSearchParams(query);
    if (pictures) parameters.set("pictures", "yes");
    return `/page/mail/${path}?${parameters}`;
  };
  const frame = element("iframe", {
    sandbox: true,
    title,
    src: address(false),
    class: `${phone ? "phone" : "desk"} ${dark ? "dark" : "light"}`,
    referrerpolicy: "no-referrer",
  });
  const pictures = button("Fetch pictures from elsewhere", () => {
    frame.src = address(true);
    pictures.disabled = true;
  });
  return element("div", {}, element("div", { class: "mail", tabindex: 0, role: "region", "aria-label": title }, frame),
    element("div", { class: "bar" }, pictures));
}

export function source(body) {
  return element("details", {}, element("summary", {}, "Source of the mail"), element("pre", {}, body));
}
