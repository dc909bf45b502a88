// @aws-sdk/client-cognito-identity-provider: the API as it is.
'use strict';

const sdk = require('@aws-sdk/client-cognito-identity-provider');
const { run, code, answer, part, refused, verified, forged, equal } = require('./common.js');

const client = new sdk.CognitoIdentityProviderClient({
  endpoint: run.url,
  region: run.pool.split('_')[0],
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});
const send = (operation, input) => client.send(new sdk[`${operation}Command`]({ ClientId: run.client, ...input }));
const user = `${run.prefix}-ines`;
const PASSWORD = 'Correct-horse-9';
const signIn = (name, password) =>
  send('InitiateAuth', { AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: name, PASSWORD: password } });
const respond = (name, challenge, responses, session) =>
  send('RespondToAuthChallenge', {
    ChallengeName: challenge.ChallengeName,
    Session: session ?? challenge.Session,
    ChallengeResponses: { USERNAME: name, ...responses },
  });

async function oneLambda() {
  const signUp = (name, email) =>
    send('SignUp', { Username: name, Password: PASSWORD, UserAttributes: [{ Name: 'email', Value: email }] });
  await part('SignUp', async () => {
    await refused('UserLambdaValidationException', () => signUp(`${run.prefix}-eve`, 'eve@example.com'),
      'PreSignUp failed with error Please sign up with the address of your company.');
    await refused('InvalidPasswordException', () => send('SignUp', { Username: user, Password: 'short' }));
    const answer = await signUp(user, 'ines@example.org');
    equal(answer.UserConfirmed, false);
    equal(answer.CodeDeliveryDetails, { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: 'i***@e***' });
    await refused('UsernameExistsException', () => signUp(user, 'ines@example.org'));
    await refused('UserNotConfirmedException', () => signIn(user, PASSWORD));
  });
  await part('ResendConfirmationCode', () => send('ResendConfirmationCode', { Username: user }));
  await part('ConfirmSignUp', async () => {
    await refused('CodeMismatchException', () => send('ConfirmSignUp', { Username: user, ConfirmationCode: '000000' }));
    await send('ConfirmSignUp', { Username: user, ConfirmationCode: await code(user) });
  });
  let tokens;
  await part('InitiateAuth USER_PASSWORD_AUTH', async () => {
    await refused('NotAuthorizedException', () => signIn(user, 'Wrong-horse-9'), 'Incorrect username or password.');
    await refused('UserNotFoundException', () => signIn(`${run.prefix}-nobody`, PASSWORD));
    await refused('ResourceNotFoundException', () => send('InitiateAuth', { ClientId: 'nobody', AuthFlow: 'CUSTOM_AUTH', AuthParameters: { USERNAME: user } }));
    tokens = (await signIn(user, PASSWORD)).AuthenticationResult;
    const claims = await verified(tokens.IdToken, tokens.AccessToken);
    equal(claims.id.tenant, 't-204');
    equal(claims.access.username, user);
    await verified(forged(tokens.IdToken), tokens.AccessToken).then(
      () => { throw new Error('a forged token was accepted'); },
      (error) => equal(error.constructor.name, 'JwtInvalidSignatureError'),
    );
  });
  await part('InitiateAuth REFRESH_TOKEN_AUTH', async () => {
    const again = await send('InitiateAuth', { AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: { REFRESH_TOKEN: tokens.RefreshToken } });
    await verified(again.AuthenticationResult.IdToken, again.AuthenticationResult.AccessToken);
    equal(again.AuthenticationResult.RefreshToken, undefined);
  });
  await part('GetTokensFromRefreshToken', async () => {
    const again = await send('GetTokensFromRefreshToken', { RefreshToken: tokens.RefreshToken });
    await verified(again.AuthenticationResult.IdToken, again.AuthenticationResult.AccessToken);
  });
  const token = { AccessToken: tokens.AccessToken };
  await part('UpdateUserAttributes', async () => {
    const attributes = [{ Name: 'email', Value: 'new@example.org' }];
    const { CodeDeliveryDetailsList } = await send('UpdateUserAttributes', { ...token, UserAttributes: attributes });
    equal(CodeDeliveryDetailsList[0].Destination, 'n***@e***');
  });
  await part('VerifyUserAttribute', async () => {
    const verify = (text) => send('VerifyUserAttribute', { ...token, AttributeName: 'email', Code: text });
    await refused('CodeMismatchException', () => verify('000000'));
    await verify(await code(user));
  });
  await part('GetUser', async () => {
    const { UserAttributes } = await send('GetUser', token);
    const value = (name) => UserAttributes.find((one) => one.Name === name).Value;
    equal([value('email'), value('email_verified')], ['new@example.org', 'true']);
  });
  await part('ChangePassword', () =>
    send('ChangePassword', { ...token, PreviousPassword: PASSWORD, ProposedPassword: 'Second-horse-9' }));
  await part('ForgotPassword', () => send('ForgotPassword', { Username: user }));
  await part('ConfirmForgotPassword', async () => {
    await send('ConfirmForgotPassword', { Username: user, ConfirmationCode: await code(user), Password: 'Third-horse-9' });
    tokens = (await signIn(user, 'Third-horse-9')).AuthenticationResult;
  });
  await part('NEW_PASSWORD_REQUIRED', async () => {
    const name = `${run.prefix}-invited`;
    const challenge = await signIn(name, await code(name));
    equal(challenge.ChallengeName, 'NEW_PASSWORD_REQUIRED');
    const { AuthenticationResult } = await respond(name, challenge, { NEW_PASSWORD: PASSWORD });
    await verified(AuthenticationResult.IdToken, AuthenticationResult.AccessToken);
    await refused('NotAuthorizedException', () => respond(name, challenge, { NEW_PASSWORD: PASSWORD }),
      'Invalid session for the user, session can only be used once.');
  });
  await part('SMS_MFA', async () => {
    const name = `${run.prefix}-mfa`;
    const challenge = await signIn(name, PASSWORD);
    equal(challenge.ChallengeName, 'SMS_MFA');
    await refused('CodeMismatchException', () => respond(name, challenge, { SMS_MFA_CODE: '000000' }));
    await respond(name, challenge, { SMS_MFA_CODE: await code(name, 'SMS') });
  });
  await part('RevokeToken', async () => {
    await send('RevokeToken', { Token: tokens.RefreshToken });
    await refused('NotAuthorizedException', () => send('InitiateAuth', { AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: { REFRESH_TOKEN: tokens.RefreshToken } }));
  });
  await part('GlobalSignOut', async () => {
    const { AccessToken } = (await signIn(user, 'Third-horse-9')).AuthenticationResult;
    await send('GlobalSignOut', { AccessToken });
    await refused('NotAuthorizedException', () => send('GetUser', { AccessToken }), 'Access Token has been revoked');
  });
  await part('DeleteUser', async () => {
    const { AccessToken } = (await signIn(user, 'Third-horse-9')).AuthenticationResult;
    await send('DeleteUser', { AccessToken });
    await refused('UserNotFoundException', () => signIn(user, 'Third-horse-9'));
  });
}

async function passwordless() {
  await part('CUSTOM_AUTH', async () => {
    const name = `${run.prefix}-known`;
    const start = await send('InitiateAuth', { AuthFlow: 'CUSTOM_AUTH', AuthParameters: { USERNAME: name } });
    equal(start.ChallengeParameters, { USERNAME: name, medium: 'email' });
    const again = await respond(name, start, { ANSWER: 'wrong' });
    equal(again.ChallengeName, 'CUSTOM_CHALLENGE');
    const { AuthenticationResult } = await respond(name, again, { ANSWER: await answer() });
    await verified(AuthenticationResult.IdToken, AuthenticationResult.AccessToken);
  });
}

async function userMigration() {
  await part('UserMigration_Authentication', async () => {
    await refused('UserNotFoundException', () => signIn(`${run.prefix}-mover`, 'short'));
    const { AuthenticationResult } = await signIn(`${run.prefix}-mover`, PASSWORD);
    const claims = await verified(AuthenticationResult.IdToken, AuthenticationResult.AccessToken);
    equal(claims.id.email, `${run.prefix}-mover@example.org`);
  });
  await part('UserMigration_ForgotPassword', async () => {
    const name = `${run.prefix}-forgetful`;
    await send('ForgotPassword', { Username: name });
    await send('ConfirmForgotPassword', { Username: name, ConfirmationCode: await code(name), Password: PASSWORD });
    await signIn(name, PASSWORD);
  });
}

({ 'one-lambda': oneLambda, passwordless, 'user-migration': userMigration })[run.flow]();
