// Shows tokens decoded.

import { element } from "./dom.js";

export function decode(token) {
  const part = (token.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/");
  const bytes = Uint8Array.from(atob(part), (c) => c.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
}

const TIMES = new Set(["iat", "exp", "auth_time", "nbf"]);

export function claims(title, token) {
  const rows = Object.entries(decode(token)).map(([name, value]) => element("tr", {},
    element("th", { scope: "row" }, name),
    element("td", {}, typeof value === "string" ? value : JSON.stringify(value),
      TIMES.has(name) && element("span", { class: "quiet" }, ` (${new Date(value * 1000).toLocaleString()})`))));
  return element("section", { "aria-label": title }, element("h3", {}, title), element("table", {}, element("tbody", {}, rows)));
}
