// Try: what an app's developer does, without an app.

import { ApiError, call, secretHash } from "./api.js";
import { choice, element, field } from "./dom.js";
import { challengeForm } from "./challenge.js";
import { claims } from "./tokens.js";

// What was typed outlives a change of views. A value stands in every form that asks for it.
const typed = { username: "", password: "", email: "", phone: "", attributes: "", code: "", flow: "USER_PASSWORD_AUTH", metadata: "" };
const kept = { next: {}, tokens: null, outcome: null };
let about = {};

// Goes to this view with fields filled in.
export function prefill(values) {
  Object.assign(typed, values);
  location.hash = "#try";
}

export function show(view, described) {
  about = described;
  const outcome = element("div", { role: "status", "aria-live": "polite", tabindex: -1 });
  const below = element("div", {});
  const draw = () => {
    const hadFocus = below.contains(document.activeElement);
    outcome.replaceChildren(...(kept.outcome ? [kept.outcome] : []));
    const { ChallengeName } = kept.next;
    below.replaceChildren(...[
      ChallengeName && challengeForm(kept.next, typed.username, (response) => act("Answer", () => respond(response))),
      !ChallengeName && kept.tokens && tokens(act),
    ].filter(Boolean));
    // What had the focus is gone. A challenge is what comes next.
    if (ChallengeName) below.querySelector("input, select")?.focus();
    else if (hadFocus) outcome.focus();
  };
  // Does what a button says, and tells how it went. What follows a sign-in is its next challenge, or tokens.
  const act = async (title, work) => {
    try {
      const result = await work();
      kept.outcome = success(title, result);
      kept.next = result.ChallengeName ? result : {};
      if (result.AuthenticationResult) kept.tokens = { ...kept.tokens, ...result.AuthenticationResult };
    } catch (error) {
      const name = error instanceof ApiError ? error.name : "Error";
      kept.outcome = element("p", { class: "error" }, element("strong", {}, `${title}: ${name}`), element("br"), error.message);
    }
    draw();
    outcome.scrollIntoView({ block: "nearest" });
  };
  view.replaceChildren(element("h1", {}, "Try"),
    element("p", { class: "quiet" }, "Sign up and in against the handlers of this program, as an app would. Codes are in the ",
      element("a", { href: "#inbox" }, "Inbox"), "."),
    outcome, below,
    element("div", { class: "forms" }, signUp(act), confirm(act), signIn(act), forgotten(act), administrator(act)));
  draw();
}

function success(title, result) {
  const to = result.CodeDeliveryDetails?.Destination;
  const done = result.ChallengeName ? `the next challenge is ${result.ChallengeName}.` : "done.";
  return element("p", { class: "verdict accepted" }, element("strong", {}, `${title}: ${done}`),
    to && ` A code went to ${to}: see the `, to && element("a", { href: "#inbox" }, "Inbox"), to && ".");
}

// An input whose text is kept, and which shows what other inputs of its kind are given.
function input(text, name, attributes = {}) {
  const made = field(text, { ...attributes, "data-name": name, oninput: ({ target }) => {
    typed[name] = target.value;
    for (const other of document.querySelectorAll(`input[data-name="${name}"]`)) {
      if (other !== target) other.value = target.value;
    }
  } });
  made.input.value = typed[name];
  return made.label;
}

const username = () => input("User name", "username", { autocapitalize: "none" });
const password = (text = "Password") => input(text, "password", { type: "password" });
const code = () => input("Code", "code", { inputmode: "numeric" });
const email = () => input("E-mail", "email", { type: "email" });
const phone = () => input("Phone number", "phone", { type: "tel", placeholder: "+4971155010" });
const more = () => input("More attributes, as JSON", "attributes", { placeholder: '{"given_name": "Ines"}' });
const metadata = () => input("Client metadata, as JSON", "metadata", { placeholder: '{"locale": "fr"}' });

// A form. Enter presses its first button.
function card(title, explanation, fields, actions, act) {
  const [[first]] = actions;
  const buttons = actions.map(([name, work], index) => element("button", {
    type: index === 0 ? "submit" : "button",
    class: index === 0 ? "main" : "other",
    onclick: index === 0 ? undefined : () => act(name, work),
  }, name));
  const form = element("form", { "aria-label": title, novalidate: true, onsubmit: (event) => {
    event.preventDefault();
    act(first, actions[0][1]);
  } }, element("div", { class: "fields" }, fields), element("div", { class: "bar" }, buttons));
  return element("section", { class: "card" }, element("h2", {}, title),
    explanation && element("p", { class: "quiet" }, explanation), form);
}

function object(text, what) {
  if (text.trim() === "") return {};
  let read;
  try {
    read = JSON.parse(text);
  } catch {
    throw new Error(`${what} has to be JSON, such as {"name": "text"}.`);
  }
  return read;
}

function attributes() {
  const given = { email: typed.email, phone_number: typed.phone, ...object(typed.attributes, "More attributes") };
  return Object.entries(given).filter(([, value]) => value !== "").map(([Name, Value]) => ({ Name, Value }));
}

// What every request of a client has.
async function client(named) {
  const ClientMetadata = typed.metadata.trim() === "" ? undefined : object(typed.metadata, "Client metadata");
  const SecretHash = named && await secretHash(about, typed.username);
  return { ClientId: about.client_id, ClientMetadata, ...(named ? { Username: typed.username, SecretHash } : {}) };
}

async function initiate(AuthFlow, parameters) {
  const SECRET_HASH = await secretHash(about, typed.username);
  return call("InitiateAuth", { ...await client(false), AuthFlow, AuthParameters: { SECRET_HASH, ...parameters } });
}

async function respond({ ChallengeResponses, ...rest }) {
  const SECRET_HASH = await secretHash(about, ChallengeResponses.USERNAME);
  return call("RespondToAuthChallenge",
    { ...await client(false), ...rest, ChallengeResponses: { SECRET_HASH, ...ChallengeResponses } });
}

function signUp(act) {
  return card("Sign up", null, [username(), password(), email(), phone(), more(), metadata()], [
    ["Sign up", async () => call("SignUp", { ...await client(true), Password: typed.password, UserAttributes: attributes() })],
  ], act);
}

function confirm(act) {
  return card("Confirm", null, [username(), code()], [
    ["Confirm", async () => call("ConfirmSignUp", { ...await client(true), ConfirmationCode: typed.code })],
    ["Send another code", async () => call("ResendConfirmationCode", await client(true))],
  ], act);
}

const FLOWS = [
  ["USER_PASSWORD_AUTH", "Password (migrates an unknown user)"],
  ["CUSTOM_AUTH", "Custom challenges"],
  ["USER_AUTH", "Choice of the user"],
];

function signIn(act) {
  const flow = choice("Flow", FLOWS, (value) => { typed.flow = value; });
  flow.select.value = typed.flow;
  return card("Sign in", null, [flow.label, username(), password(), metadata()], [
    ["Sign in", () => {
      kept.tokens = null;
      const PASSWORD = typed.flow === "USER_PASSWORD_AUTH" ? typed.password : undefined;
      return initiate(typed.flow, { USERNAME: typed.username, PASSWORD });
    }],
  ], act);
}

function forgotten(act) {
  return card("Forgotten password", null, [username(), code(), password("New password")], [
    ["Send a code", async () => call("ForgotPassword", await client(true))],
    ["Set the password", async () =>
      call("ConfirmForgotPassword", { ...await client(true), ConfirmationCode: typed.code, Password: typed.password })],
  ], act);
}

function administrator(act) {
  return card("Create a user as an administrator", "Sends an invitation with a temporary password.",
    [username(), email(), phone(), more()], [
      ["Create the user", () => call("AdminCreateUser", {
        UserPoolId: about.pool_id, Username: typed.username, UserAttributes: attributes(),
        DesiredDeliveryMediums: [typed.email && "EMAIL", typed.phone && "SMS"].filter(Boolean),
      })],
    ], act);
}

function tokens(act) {
  const { IdToken, AccessToken, RefreshToken } = kept.tokens;
  const press = (name, work) => element("button", { type: "button", onclick: () => act(name, work) }, name);
  return element("section", { class: "card", "aria-label": "Tokens" }, element("h2", {}, "Signed in"),
    element("div", { class: "bar" },
      RefreshToken && press("Refresh", () => initiate("REFRESH_TOKEN_AUTH", { REFRESH_TOKEN: RefreshToken })),
      press("Sign out everywhere", async () => {
        const result = await call("GlobalSignOut", { AccessToken });
        kept.tokens = null;
        return result;
      })),
    element("div", { class: "sides" },
      IdToken && claims("ID token", IdToken), AccessToken && claims("Access token", AccessToken)));
}
