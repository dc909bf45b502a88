// Talks to the server: the page's own documents, and the pool's API as a client uses it.

export async function read(path) {
  const answer = await fetch(`/page/${path}`, { headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error(`The program answered ${answer.status} for /page/${path}.`);
  return answer.json();
}

// An error of the API, with AWS's name for it.
export class ApiError extends Error {
  constructor(name, message) {
    super(message);
    this.name = name;
  }
}

// SECRET_HASH of a client with a secret, as an app's server computes it. Other clients have none.
export async function secretHash({ client_id, client_secret }, username) {
  if (!client_secret) return undefined;
  if (!crypto.subtle) throw new Error("Open the page by localhost: browsers compute SECRET_HASH only there.");
  const bytes = (text) => new TextEncoder().encode(text);
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", bytes(client_secret), algorithm, false, ["sign"]);
  const signed = new Uint8Array(await crypto.subtle.sign("HMAC", key, bytes(username + client_id)));
  return btoa(String.fromCharCode(...signed));
}

export async function call(operation, request) {
  const answer = await fetch("/", {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `AWSCognitoIdentityProviderService.${operation}`,
    },
    body: JSON.stringify(request),
  });
  const text = await answer.text();
  const body = text === "" ? {} : JSON.parse(text);
  if (!answer.ok) throw new ApiError(body.__type ?? `HTTP ${answer.status}`, body.message ?? "");
  return body;
}
