// amazon-cognito-identity-js: callbacks, and SRP of its own.
'use strict';

const { CognitoUser, CognitoUserAttribute, CognitoUserPool, AuthenticationDetails } = require('amazon-cognito-identity-js');
const { run, code, answer, part, refused, verified, equal } = require('./common.js');

const pool = new CognitoUserPool({ UserPoolId: run.pool, ClientId: run.client, endpoint: run.url });
const PASSWORD = 'Correct-horse-9';
const of = (name) => new CognitoUser({ Username: name, Pool: pool });
/** A method whose last argument is a callback `(error, result)`. */
const called = (object, method, ...more) =>
  new Promise((yes, no) => object[method](...more, (error, result) => (error ? no(error) : yes(result))));
/** The outcome of a sign-in: `[name of the callback, its arguments]`. */
const outcome = (start) =>
  new Promise((yes, no) => {
    const callbacks = { onSuccess: (...all) => yes(['onSuccess', ...all]), onFailure: no };
    for (const name of ['newPasswordRequired', 'mfaRequired', 'customChallenge', 'inputVerificationCode']) {
      callbacks[name] = (...all) => yes([name, ...all]);
    }
    start(callbacks);
  });
const signIn = (user, password, flow = 'USER_SRP_AUTH') => {
  user.setAuthenticationFlowType(flow);
  const details = new AuthenticationDetails({ Username: user.getUsername(), Password: password });
  return outcome((callbacks) => user.authenticateUser(details, callbacks));
};
const check = (session) => verified(session.getIdToken().getJwtToken(), session.getAccessToken().getJwtToken());

async function oneLambda() {
  const name = `${run.prefix}-ines`;
  const user = of(name);
  const signUp = (who, email) =>
    called(pool, 'signUp', who, PASSWORD, [new CognitoUserAttribute({ Name: 'email', Value: email })], null);
  await part('SignUp', async () => {
    await refused('UserLambdaValidationException', () => signUp(`${run.prefix}-eve`, 'eve@example.com'),
      'PreSignUp failed with error Please sign up with the address of your company.');
    await signUp(name, 'ines@example.org');
    await refused('UsernameExistsException', () => signUp(name, 'ines@example.org'));
    await refused('UserNotConfirmedException', () => signIn(user, PASSWORD));
  });
  await part('ResendConfirmationCode', () => called(user, 'resendConfirmationCode'));
  await part('ConfirmSignUp', async () => {
    await refused('CodeMismatchException', () => called(user, 'confirmRegistration', '000000', false));
    await called(user, 'confirmRegistration', await code(name), false);
  });
  await part('InitiateAuth USER_PASSWORD_AUTH', async () => {
    await refused('NotAuthorizedException', () => signIn(user, 'Wrong-horse-9', 'USER_PASSWORD_AUTH'));
    await check((await signIn(user, PASSWORD, 'USER_PASSWORD_AUTH'))[1]);
  });
  await part('InitiateAuth USER_SRP_AUTH', async () => {
    await refused('NotAuthorizedException', () => signIn(user, 'Wrong-horse-9'), 'Incorrect username or password.');
    await refused('UserNotFoundException', () => signIn(of(`${run.prefix}-nobody`), PASSWORD));
    // Numbers and salts differ each time, and some have leading zeros.
    for (let round = 0; round < 3; round += 1) await signIn(user, PASSWORD);
    const claims = await check((await signIn(user, PASSWORD))[1]);
    equal(claims.id.tenant, 't-204');
  });
  await part('InitiateAuth REFRESH_TOKEN_AUTH', async () => {
    const token = user.getSignInUserSession().getRefreshToken();
    await check(await called(user, 'refreshSession', token));
  });
  await part('UpdateUserAttributes', () => called(user, 'updateAttributes', [{ Name: 'email', Value: 'new@example.org' }]));
  await part('VerifyUserAttribute', async () => {
    const text = await code(name);
    await outcome((callbacks) => user.verifyAttribute('email', text, callbacks));
  });
  await part('GetUserAttributeVerificationCode', async () => {
    equal((await outcome((callbacks) => user.getAttributeVerificationCode('email', callbacks)))[0], 'inputVerificationCode');
  });
  await part('GetUser', async () => {
    const attributes = await called(user, 'getUserAttributes');
    equal(attributes.find((one) => one.getName() === 'email').getValue(), 'new@example.org');
  });
  await part('ChangePassword', () => called(user, 'changePassword', PASSWORD, 'Second-horse-9'));
  await part('ForgotPassword', () => outcome((callbacks) => user.forgotPassword(callbacks)));
  await part('ConfirmForgotPassword', async () => {
    const text = await code(name);
    await outcome((callbacks) => user.confirmPassword(text, 'Third-horse-9', callbacks));
    await signIn(user, 'Third-horse-9');
  });
  await part('NEW_PASSWORD_REQUIRED', async () => {
    const invited = of(`${run.prefix}-invited`);
    const [kind] = await signIn(invited, await code(invited.getUsername()));
    equal(kind, 'newPasswordRequired');
    await check((await outcome((callbacks) => invited.completeNewPasswordChallenge(PASSWORD, {}, callbacks)))[1]);
  });
  await part('SMS_MFA', async () => {
    const user = of(`${run.prefix}-mfa`);
    equal((await signIn(user, PASSWORD))[0], 'mfaRequired');
    await refused('CodeMismatchException', () => outcome((callbacks) => user.sendMFACode('000000', callbacks)));
    const text = await code(user.getUsername(), 'SMS');
    await outcome((callbacks) => user.sendMFACode(text, callbacks));
  });
  await part('RevokeToken', () => new Promise((yes, no) => user.signOut((error) => (error ? no(error) : yes()))));
  await part('GlobalSignOut', async () => {
    await signIn(user, 'Third-horse-9');
    await outcome((callbacks) => user.globalSignOut(callbacks));
  });
  await part('DeleteUser', async () => {
    await signIn(user, 'Third-horse-9');
    await called(user, 'deleteUser');
    await refused('UserNotFoundException', () => signIn(user, 'Third-horse-9'));
  });
}

async function passwordless() {
  await part('CUSTOM_AUTH', async () => {
    const user = of(`${run.prefix}-known`);
    user.setAuthenticationFlowType('CUSTOM_AUTH');
    const details = new AuthenticationDetails({ Username: user.getUsername() });
    const [kind, parameters] = await outcome((callbacks) => user.initiateAuth(details, callbacks));
    equal([kind, parameters.medium], ['customChallenge', 'email']);
    const answered = (text) => outcome((callbacks) => user.sendCustomChallengeAnswer(text, callbacks));
    equal((await answered('wrong'))[0], 'customChallenge');
    await check((await answered(await answer()))[1]);
  });
}

async function userMigration() {
  await part('UserMigration_Authentication', async () => {
    const user = of(`${run.prefix}-mover`);
    await check((await signIn(user, PASSWORD, 'USER_PASSWORD_AUTH'))[1]);
    // From now on there is a password to prove.
    await signIn(user, PASSWORD);
  });
  await part('UserMigration_ForgotPassword', async () => {
    const user = of(`${run.prefix}-forgetful`);
    await outcome((callbacks) => user.forgotPassword(callbacks));
    const text = await code(user.getUsername());
    await outcome((callbacks) => user.confirmPassword(text, PASSWORD, callbacks));
    await signIn(user, PASSWORD);
  });
}

async function devices() {
  const user = of(`${run.prefix}-device`);
  await part('ConfirmDevice', async () => {
    // It confirms a new device by itself.
    const claims = await check((await signIn(user, PASSWORD, 'USER_PASSWORD_AUTH'))[1]);
    equal(claims.access.device_key, user.deviceKey);
  });
  await part('DEVICE_PASSWORD_VERIFIER', async () => {
    const claims = await check((await signIn(user, PASSWORD))[1]);
    equal(claims.access.device_key, user.deviceKey);
  });
}

({ 'one-lambda': oneLambda, passwordless, 'user-migration': userMigration, devices })[run.flow]();
