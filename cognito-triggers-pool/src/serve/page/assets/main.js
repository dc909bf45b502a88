// Shows one view at a time, and follows the running program.

import { element } from "./dom.js";
import { read } from "./api.js";
import * as inbox from "./inbox.js";
import * as messages from "./messages.js";
import * as trace from "./trace.js";
import * as trying from "./try.js";

const VIEWS = { "#messages": messages, "#inbox": inbox, "#trace": trace, "#try": trying };
const view = document.getElementById("view");
const connection = document.getElementById("connection");
let about = {};
let current = location.hash in VIEWS ? location.hash : "#messages";

// Draws into a place of its own: of two that are slow, the one that was asked for last is seen.
let drawn = 0;
// The run of the program that is drawn: after a rebuild it has another name, and the texts are read again.
let run = null;

async function draw() {
  drawn += 1;
  const mine = drawn;
  const place = element("div", {});
  for (const link of document.querySelectorAll("nav a")) {
    if (link.getAttribute("href") === current) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  try {
    await VIEWS[current].show(place, about);
  } catch (error) {
    place.replaceChildren(element("p", { class: "error", role: "alert" }, error.message));
    run = null; // The next change draws anew.
  }
  if (mine === drawn) view.replaceChildren(place);
}

// A text that is the same is not read out again.
function say(text) {
  if (connection.textContent !== text) connection.textContent = text;
}

async function describe() {
  about = await read("about");
  document.getElementById("program").textContent = about.program;
  document.title = `${about.program}: user pool`;
  document.getElementById("about").replaceChildren(
    element("p", {}, `Pool ${about.pool_id}, client ${about.client_id}, region ${about.region}. `,
      `Triggers: ${about.triggers.length > 0 ? about.triggers.join(", ") : "none"}. `,
      "Handlers run with the program's real state: what they write and send is real."));
}

// The server says what there is each time that something changes.
async function changed({ data }) {
  const now = JSON.parse(data);
  say("Connected");
  document.getElementById("inbox-count").textContent = now.inbox || "";
  document.getElementById("trace-count").textContent = now.trace || "";
  try {
    // A form that somebody fills in is left alone, unless the program is another.
    if (run === now.run) {
      await VIEWS[current].changed?.();
    } else {
      await describe();
      run = now.run;
      await draw();
    }
  } catch {
    run = null;
  }
}

let changes = null;

function follow() {
  changes = new EventSource("/page/changes");
  changes.addEventListener("changed", changed);
  changes.addEventListener("error", () => {
    say("Waiting for the program …");
    // A browser asks again by itself, unless the answer was no stream.
    if (changes.readyState === EventSource.CLOSED) setTimeout(follow, 2000);
  });
}

// Browsers open six connections to one address. A page that nobody sees leaves them to others.
addEventListener("visibilitychange", () => {
  if (document.hidden) changes.close();
  else if (changes.readyState === EventSource.CLOSED) follow();
});

addEventListener("hashchange", async () => {
  if (!(location.hash in VIEWS)) return;
  current = location.hash;
  await draw();
  view.focus({ preventScroll: true });
  scrollTo(0, 0);
});
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  view.focus();
});
follow();
