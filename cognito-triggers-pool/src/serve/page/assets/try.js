// Try: what an app's developer does, without an app.

import { ApiError, call } from "./api.js";
import { button, choice, element, field } from "./dom.js";
import { challengeForm } from "./challenge.js";
import { claims } from "./tokens.js";

// What was typed outlives a change of views.
const typed = { username: "", password: "", email: "", phone: "", code: "" };
const kept = { tokens: null };

// Goes to this view with fields filled in.
export function prefill(values) {
  Object.assign(typed, values);
  location.hash = "#try";
}

export function show(view, about) {
  const client = { ClientId: about.client_id };
  const outcome = element("div", { role: "status", "aria-live": "polite" });
  const below = element("div", {});

  // What follows a sign-in: its next challenge, or the tokens.
  const follow = (result) => {
    if (result.AuthenticationResult) kept.tokens = { ...kept.tokens, ...result.AuthenticationResult };
    if (result.ChallengeName) {
      below.replaceChildren(challengeForm(result, typed.username, (response) =>
        act("Answer", () => call("RespondToAuthChallenge", { ...client, ...response }))()));
    } else {
      below.replaceChildren(...(kept.tokens ? [tokens(act, client)] : []));
    }
  };
  // Makes a button's work, which says how it went.
  const act = (title, work) => async () => {
    try {
      const result = await work();
      outcome.replaceChildren(success(title, result));
      follow(result);
    } catch (error) {
      const name = error instanceof ApiError ? error.name : "Error";
      outcome.replaceChildren(element("p", { class: "error" }, `${title}: ${name}: ${error.message}`));
    }
  };

  view.replaceChildren(element("h1", {}, "Try"),
    element("p", {}, "Sign up and in against the handlers of this program, as an app would. Codes are in the ",
      element("a", { href: "#inbox" }, "Inbox"), "."),
    outcome, below,
    signUp(act, client), confirm(act, client), signIn(act, client), forgotten(act, client), administrator(act, about));
  follow({});
}

function success(title, result) {
  const to = result.CodeDeliveryDetails?.Destination;
  const done = result.ChallengeName ? `the next challenge is ${result.ChallengeName}` : "done";
  return element("p", { class: "verdict accepted" },
    `${title}: ${done}.${to ? ` A code went to ${to}: see the Inbox.` : ""}`);
}

// An input whose text is kept.
function input(text, name, attributes = {}) {
  const made = field(text, { ...attributes, oninput: (event) => { typed[name] = event.target.value; } });
  made.input.value = typed[name];
  return made.label;
}

function card(title, explanation, fields, ...buttons) {
  const form = element("form", { "aria-label": title, onsubmit: (event) => {
    event.preventDefault();
    form.querySelector("button").click();
  } }, element("div", { class: "bar" }, fields, buttons));
  return element("section", { class: "card" }, element("h2", {}, title), explanation && element("p", { class: "quiet" }, explanation), form);
}

function attributes() {
  return [["email", typed.email], ["phone_number", typed.phone]]
    .filter(([, value]) => value !== "")
    .map(([Name, Value]) => ({ Name, Value }));
}

function signUp(act, client) {
  return card("Sign up", null, [
    input("User name", "username"), input("Password", "password", { type: "password" }),
    input("E-mail", "email", { type: "email" }), input("Phone number", "phone", { type: "tel", placeholder: "+4971155010" }),
  ], button("Sign up", act("Sign up", () => call("SignUp", {
    ...client, Username: typed.username, Password: typed.password, UserAttributes: attributes(),
  })), { class: "main" }));
}

function confirm(act, client) {
  return card("Confirm", null, [input("User name", "username"), input("Code", "code")],
    button("Confirm", act("Confirm", () => call("ConfirmSignUp", {
      ...client, Username: typed.username, ConfirmationCode: typed.code,
    })), { class: "main" }),
    button("Send another code", act("Send another code", () => call("ResendConfirmationCode", {
      ...client, Username: typed.username,
    }))));
}

const FLOWS = [
  ["USER_PASSWORD_AUTH", "Password (migrates an unknown user)"],
  ["CUSTOM_AUTH", "Custom challenges"],
  ["USER_AUTH", "Choice of the user"],
];

function signIn(act, client) {
  const flow = choice("Flow", FLOWS);
  return card("Sign in", null, [flow.label, input("User name", "username"), input("Password", "password", { type: "password" })],
    button("Sign in", act("Sign in", () => {
      const AuthParameters = { USERNAME: typed.username };
      if (flow.select.value === "USER_PASSWORD_AUTH") AuthParameters.PASSWORD = typed.password;
      kept.tokens = null;
      return call("InitiateAuth", { ...client, AuthFlow: flow.select.value, AuthParameters });
    }), { class: "main" }));
}

function forgotten(act, client) {
  return card("Forgotten password", null, [
    input("User name", "username"), input("Code", "code"), input("New password", "password", { type: "password" }),
  ],
  button("Send a code", act("Send a code", () => call("ForgotPassword", { ...client, Username: typed.username }))),
  button("Set the password", act("Set the password", () => call("ConfirmForgotPassword", {
    ...client, Username: typed.username, ConfirmationCode: typed.code, Password: typed.password,
  }))));
}

function administrator(act, about) {
  return card("Create a user as an administrator", "Sends an invitation with a temporary password.", [
    input("User name", "username"), input("E-mail", "email", { type: "email" }), input("Phone number", "phone", { type: "tel" }),
  ], button("Create the user", act("Create the user", () => call("AdminCreateUser", {
    UserPoolId: about.pool_id, Username: typed.username, UserAttributes: attributes(),
    DesiredDeliveryMediums: [typed.email && "EMAIL", typed.phone && "SMS"].filter(Boolean),
  }))));
}

function tokens(act, client) {
  const { IdToken, AccessToken, RefreshToken } = kept.tokens;
  return element("section", { class: "card", "aria-label": "Tokens" }, element("h2", {}, "Signed in"),
    element("div", { class: "bar" },
      RefreshToken && button("Refresh", act("Refresh", () => call("InitiateAuth", {
        ...client, AuthFlow: "REFRESH_TOKEN_AUTH", AuthParameters: { REFRESH_TOKEN: RefreshToken },
      }))),
      button("Sign out everywhere", act("Sign out everywhere", async () => {
        const result = await call("GlobalSignOut", { AccessToken });
        kept.tokens = null;
        return result;
      }))),
    element("div", { class: "sides" },
      IdToken && claims("ID token", IdToken), AccessToken && claims("Access token", AccessToken)));
}
