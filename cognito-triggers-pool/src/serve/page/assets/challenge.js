// The form for a challenge of a sign-in.

import { button, choice, element, facts, field } from "./dom.js";

// What a challenge asks for: the parameter of the answer, its label, and whether it is secret.
const ANSWERS = {
  CUSTOM_CHALLENGE: [["ANSWER", "Answer"]],
  SMS_MFA: [["SMS_MFA_CODE", "Code from the SMS"]],
  SMS_OTP: [["SMS_OTP_CODE", "Code from the SMS"]],
  EMAIL_OTP: [["EMAIL_OTP_CODE", "Code from the mail"]],
  SOFTWARE_TOKEN_MFA: [["SOFTWARE_TOKEN_MFA_CODE", "Code from the authenticator"]],
  NEW_PASSWORD_REQUIRED: [["NEW_PASSWORD", "New password", "password"]],
  PASSWORD: [["PASSWORD", "Password", "password"]],
};

const NOT_HERE = ["PASSWORD_SRP", "WEB_AUTHN"];

// Hands `answer` the members of RespondToAuthChallenge, the client's id apart.
export function challengeForm({ ChallengeName, ChallengeParameters = {}, AvailableChallenges = [], Session }, username, answer) {
  const name = ChallengeParameters.USERNAME ?? username;
  const send = (responses) => answer({ ChallengeName, Session, ChallengeResponses: { USERNAME: name, ...responses } });
  const heading = element("h2", {}, `Challenge: ${ChallengeName}`);
  const parameters = facts(Object.entries(ChallengeParameters));
  if (ChallengeName === "SELECT_CHALLENGE") return selection(heading, AvailableChallenges, send);
  const asked = ANSWERS[ChallengeName];
  if (!asked) {
    return element("section", { class: "card" }, heading, parameters,
      element("p", { class: "error" }, "This page cannot answer this challenge. Use an SDK."));
  }
  const fields = asked.map(([parameter, text, type]) => [parameter, field(text, { type: type ?? "text" })]);
  return form(heading, parameters, fields.map(([, made]) => made.label),
    () => send(Object.fromEntries(fields.map(([parameter, made]) => [parameter, made.input.value]))));
}

// The password goes with its choice. The arithmetic of SRP is left to SDKs.
function selection(heading, available, send) {
  const offered = available.filter((one) => !NOT_HERE.includes(one));
  const left = available.filter((one) => NOT_HERE.includes(one));
  const list = choice("Challenge", offered.map((one) => [one, one]));
  const password = field("Password, for PASSWORD", { type: "password" });
  const note = left.length > 0 && element("p", { class: "quiet" }, `This page cannot answer ${left.join(", ")}. Use an SDK.`);
  return form(heading, note, [list.label, offered.includes("PASSWORD") && password.label], () => {
    const ANSWER = list.select.value;
    send(ANSWER === "PASSWORD" ? { ANSWER, PASSWORD: password.input.value } : { ANSWER });
  });
}

function form(heading, parameters, fields, submit) {
  return element("section", { class: "card" }, heading, parameters,
    element("form", { "aria-label": "Challenge", onsubmit: (event) => { event.preventDefault(); submit(); } },
      element("div", { class: "fields" }, fields),
      element("div", { class: "bar" }, button("Answer", undefined, { type: "submit", class: "main" }))));
}
