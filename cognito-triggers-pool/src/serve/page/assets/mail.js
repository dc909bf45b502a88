// Shows one message as its receiver sees it.

import { button, element, facts } from "./dom.js";
import { measure } from "./sms.js";

export function size(length, limit) {
  if (limit === undefined || limit === null) return length.toLocaleString("en");
  const text = `${length.toLocaleString("en")} of ${limit.toLocaleString("en")}`;
  return length > limit ? element("span", { class: "over" }, text) : text;
}

export function sms(text) {
  return element("div", { class: "phone-screen" }, element("div", { class: "sms" }, text));
}

export function smsFacts(text, limit) {
  const { length, encoding, segments } = measure(text);
  return facts([
    ["Length", element("span", {}, size(length, limit), " UTF-16 units")],
    ["Segments", `${segments} (${encoding})`],
  ]);
}

// The mail comes from a route of its own, whose policy lets nothing run and fetches nothing. `path`
// names it below /page/mail/. Whoever reads may allow pictures from elsewhere for this one mail.
export function mail(path, query, { subject, body, phone, dark, title }) {
  const address = (pictures) => {
    const parameters = new URLSearchParams(query);
    if (pictures) parameters.set("pictures", "yes");
    return `/page/mail/${path}?${parameters}`;
  };
  const made = (pictures) => element("iframe", {
    sandbox: "allow-popups allow-popups-to-escape-sandbox",
    title,
    loading: pictures ? "eager" : "lazy",
    src: address(pictures),
    class: `${isShort(body) ? "short" : "long"} ${dark ? "dark" : "light"}`,
    referrerpolicy: "no-referrer",
  });
  const frame = made(false);
  // A frame of its own: Chromium was seen to ignore a new address of a lazy frame that was still loading.
  const pictures = button("Fetch pictures from elsewhere", () => {
    frame.replaceWith(made(true));
    pictures.disabled = true;
  });
  return element("div", {},
    element("div", { class: `mail ${phone ? "phone" : "desk"}` },
      element("p", { class: "subject" }, subject),
      // A desk is wider than a phone that looks at it.
      element("div", { class: "scroll", ...(phone ? {} : { tabindex: 0, role: "region", "aria-label": title }) }, frame)),
    hasPictures(body) && element("div", { class: "bar" }, pictures));
}

export function source(body) {
  return element("details", {}, element("summary", {}, "Source of the mail"), element("pre", { tabindex: 0 }, body));
}

// The height of a sandboxed mail cannot be asked for. In a long text, the search for ends of tags would take long.
function isShort(body) {
  return body.length < 20_000 && body.replaceAll(/<(style|head)[^]*?<\/\1>/gi, "").replaceAll(/<[^>]*>/g, "").length < 300 && !/<(img|table)/i.test(body);
}

function hasPictures(body) {
  return /https:/i.test(body) && /<(img|image|picture|video|input)\b|\bbackground\s*=|url\(|image-set/i.test(body);
}
