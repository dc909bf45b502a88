// Builds elements. Every text enters the page as a text node, never as markup.

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

// A label around an input, and the input itself for its value.
export function field(text, attributes = {}) {
  const input = element("input", { type: "text", autocomplete: "off", spellcheck: "false", ...attributes });
  return { label: element("label", {}, text, input), input };
}

export function choice(text, options, onchange) {
  const select = element("select", { onchange: onchange && ((event) => onchange(event.target.value)) },
    options.map(([value, shown]) => element("option", { value }, shown)));
  return { label: element("label", {}, text, select), select };
}

export function checkbox(text, onchange) {
  const input = element("input", { type: "checkbox", onchange: onchange && ((event) => onchange(event.target.checked)) });
  return { label: element("label", { class: "inline" }, input, text), input };
}

export function button(text, onclick, attributes = {}) {
  return element("button", { type: "button", onclick, ...attributes }, text);
}

export function facts(pairs) {
  return element("dl", { class: "facts" },
    pairs.filter((pair) => pair && pair[1] !== undefined && pair[1] !== "" && pair[1] !== null)
      .flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]));
}

// A verdict in words. What Cognito replaces or refuses stands out.
const TITLES = {
  accepted: "Cognito uses this",
  "default-used": "Cognito sends or does something else",
  denied: "Denied by the handler",
  invalid: "Cognito cannot read this answer",
  rejected: "Cognito refuses this answer",
  unreachable: "No answer in time",
};

export function verdict(judged) {
  if (!judged) return element("p", { class: "verdict" }, "No answer yet.");
  const [, ...rest] = judged.text.split("\n");
  const text = judged.kind === "accepted" ? rest.join("\n") : judged.text;
  return element("div", { class: `verdict ${judged.kind}` },
    element("strong", {}, TITLES[judged.kind] ?? judged.kind),
    text.trim() !== "" && element("div", { class: "reason" }, text.replaceAll(/^ +/gm, "")));
}

export function tag(text) {
  return element("span", { class: "tag" }, text);
}

// A list that is drawn again and again. An item whose key is the same stays as it is, with its focus and with what is open
// in it. Nothing is moved: a frame that is moved loads anew.
export function keeping(empty) {
  const list = element("div", {});
  let made = new Map();
  const draw = (items, key, card) => {
    const now = new Map(items.map((item) => [key(item), item]));
    for (const [known, node] of made) if (!now.has(known)) node.remove();
    made = new Map([...now].map(([known, item]) => [known, made.get(known) ?? card(item)]));
    if (now.size === 0) list.replaceChildren(empty);
    else empty.remove();
    let next = list.firstChild;
    for (const node of made.values()) {
      if (node === next) next = next.nextSibling;
      else list.insertBefore(node, next);
    }
  };
  return { list, draw };
}
