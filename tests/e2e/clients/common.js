// What the clients share: where the pool is, the codes that it has delivered, and what was seen to work.
'use strict';

const { deepStrictEqual } = require('node:assert');
const { CognitoJwtVerifier } = require('aws-jwt-verify');

/** `{url, pool, client, prefix, flow}` of the run. */
const run = JSON.parse(process.argv[2]);

const page = async (name) => (await fetch(`${run.url}/page/${name}`)).json();

/** The code of the newest message for a user. */
async function code(user, medium = 'EMAIL') {
  const messages = (await page('inbox')).messages.filter((one) => one.user === user && one.medium === medium);
  if (!messages.length) throw new Error(`${user} has got no ${medium} message`);
  return messages.at(-1).code;
}

/** The right answer of the newest custom challenge. */
async function answer() {
  const { steps } = await page('trace?secrets=yes');
  const created = steps.filter((one) => one.source === 'CreateAuthChallenge_Authentication');
  return created.at(-1).answer.response.privateChallengeParameters.answer;
}

/** Runs one part of a flow, and tells that it has worked. */
async function part(name, work) {
  try {
    await work();
  } catch (error) {
    console.error(`${name}:`, error);
    process.exit(1);
  }
  console.log(name);
}

/** The call fails with this error, and, if one is given, this message. */
async function refused(name, work, message) {
  let result;
  try {
    result = await work();
  } catch (error) {
    // Clients name it differently.
    deepStrictEqual([error.name, error.code].includes(name), true, `${name} expected: ${error.name} ${error.message}`);
    if (message !== undefined) deepStrictEqual(error.message, message);
    return;
  }
  throw new Error(`${name} expected, but it succeeded: ${JSON.stringify(result)}`);
}

/** Verifies both tokens by aws-jwt-verify, and returns their claims. */
async function verified(id, access) {
  const claims = async (tokenUse, token) => {
    const verifier = CognitoJwtVerifier.create({ userPoolId: run.pool, clientId: run.client, tokenUse });
    // It would fetch them from the issuer, which is AWS.
    verifier.cacheJwks(await (await fetch(`${run.url}/${run.pool}/.well-known/jwks.json`)).json());
    return verifier.verify(token);
  };
  return { id: await claims('id', id), access: await claims('access', access) };
}

/** The same token with another first letter of its signature. */
function forged(token) {
  const at = token.lastIndexOf('.') + 1;
  return token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
}

module.exports = { run, code, answer, part, refused, verified, forged, equal: deepStrictEqual };
