// The page behind the link of a mail. Opening it changes nothing: the button confirms.

import { button, element, facts } from "./dom.js";
import { call } from "./api.js";

const asked = new URLSearchParams(location.search);
const outcome = element("div", { role: "status" });
const confirm = button("Confirm", async () => {
  try {
    await call("ConfirmSignUp", {
      ClientId: asked.get("client_id") ?? "",
      Username: asked.get("user_name") ?? "",
      ConfirmationCode: asked.get("confirmation_code") ?? "",
    });
    confirm.disabled = true;
    outcome.replaceChildren(element("p", { class: "verdict accepted" }, "Your registration has been confirmed!"));
  } catch (error) {
    outcome.replaceChildren(element("p", { class: "error" }, `${error.name}: ${error.message}`));
  }
}, { class: "main" });
document.getElementById("view").append(
  element("section", { class: "card" },
    facts([["User", asked.get("user_name")], ["Code", asked.get("confirmation_code")]]),
    element("div", { class: "bar" }, confirm),
    outcome),
  element("p", { class: "quiet" }, element("a", { href: "/" }, "To the pool's page")));
