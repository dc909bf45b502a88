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
