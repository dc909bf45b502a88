// aws-amplify v6: what most apps for browsers use.
'use strict';

const { Amplify } = require('aws-amplify');
const auth = require('aws-amplify/auth');
const { run, code, answer, part, refused, verified, equal } = require('./common.js');

Amplify.configure({
  Auth: { Cognito: { userPoolId: run.pool, userPoolClientId: run.client, userPoolEndpoint: run.url } },
});
const PASSWORD = 'Correct-horse-9';
const check = async (options) => {
  const { tokens } = await auth.fetchAuthSession(options);
  return verified(tokens.idToken.toString(), tokens.accessToken.toString());
};
const signIn = (username, password, authFlowType) => auth.signIn({ username, password, options: { authFlowType } });
const step = (result) => result.nextStep.signInStep;

async function oneLambda() {
  const username = `${run.prefix}-ines`;
  const signUp = (who, email) =>
    auth.signUp({ username: who, password: PASSWORD, options: { userAttributes: { email } } });
  await part('SignUp', async () => {
    await refused('UserLambdaValidationException', () => signUp(`${run.prefix}-eve`, 'eve@example.com'),
      'PreSignUp failed with error Please sign up with the address of your company.');
    const { nextStep } = await signUp(username, 'ines@example.org');
    equal(nextStep.codeDeliveryDetails.destination, 'i***@e***');
    await refused('UsernameExistsException', () => signUp(username, 'ines@example.org'));
    // Amplify turns the error of an unconfirmed user into a step.
    equal(step(await signIn(username, PASSWORD)), 'CONFIRM_SIGN_UP');
  });
  await part('ResendConfirmationCode', () => auth.resendSignUpCode({ username }));
  await part('ConfirmSignUp', async () => {
    await refused('CodeMismatchException', () => auth.confirmSignUp({ username, confirmationCode: '000000' }));
    await auth.confirmSignUp({ username, confirmationCode: await code(username) });
  });
  await part('InitiateAuth USER_PASSWORD_AUTH', async () => {
    await refused('NotAuthorizedException', () => signIn(username, 'Wrong-horse-9', 'USER_PASSWORD_AUTH'));
    equal(step(await signIn(username, PASSWORD, 'USER_PASSWORD_AUTH')), 'DONE');
    await check();
  });
  await part('RevokeToken', () => auth.signOut());
  await part('InitiateAuth USER_SRP_AUTH', async () => {
    await refused('NotAuthorizedException', () => signIn(username, 'Wrong-horse-9'), 'Incorrect username or password.');
    await refused('UserNotFoundException', () => signIn(`${run.prefix}-nobody`, PASSWORD));
    equal(step(await signIn(username, PASSWORD)), 'DONE');
    equal((await check()).id.tenant, 't-204');
  });
  await part('GetTokensFromRefreshToken', () => check({ forceRefresh: true }));
  await part('UpdateUserAttributes', async () => {
    const { nextStep } = await auth.updateUserAttribute({ userAttribute: { attributeKey: 'email', value: 'new@example.org' } });
    equal(nextStep.updateAttributeStep, 'CONFIRM_ATTRIBUTE_WITH_CODE');
  });
  await part('VerifyUserAttribute', async () => {
    const confirm = (confirmationCode) => auth.confirmUserAttribute({ userAttributeKey: 'email', confirmationCode });
    await refused('CodeMismatchException', () => confirm('000000'));
    await confirm(await code(username));
  });
  await part('GetUserAttributeVerificationCode', () => auth.sendUserAttributeVerificationCode({ userAttributeKey: 'email' }));
  await part('GetUser', async () => {
    const { email, email_verified } = await auth.fetchUserAttributes();
    equal([email, email_verified], ['new@example.org', 'true']);
  });
  await part('ChangePassword', () => auth.updatePassword({ oldPassword: PASSWORD, newPassword: 'Second-horse-9' }));
  await part('GlobalSignOut', () => auth.signOut({ global: true }));
  await part('ForgotPassword', async () => {
    equal((await auth.resetPassword({ username })).nextStep.resetPasswordStep, 'CONFIRM_RESET_PASSWORD_WITH_CODE');
  });
  await part('ConfirmForgotPassword', async () => {
    await auth.confirmResetPassword({ username, confirmationCode: await code(username), newPassword: 'Third-horse-9' });
  });
  await part('NEW_PASSWORD_REQUIRED', async () => {
    const name = `${run.prefix}-invited`;
    equal(step(await signIn(name, await code(name))), 'CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED');
    equal(step(await auth.confirmSignIn({ challengeResponse: PASSWORD })), 'DONE');
    await check();
    await auth.signOut();
  });
  await part('SMS_MFA', async () => {
    const name = `${run.prefix}-mfa`;
    equal(step(await signIn(name, PASSWORD)), 'CONFIRM_SIGN_IN_WITH_SMS_CODE');
    await refused('CodeMismatchException', () => auth.confirmSignIn({ challengeResponse: '000000' }));
    equal(step(await auth.confirmSignIn({ challengeResponse: await code(name, 'SMS') })), 'DONE');
    await auth.signOut();
  });
  await part('DeleteUser', async () => {
    await signIn(username, 'Third-horse-9');
    await auth.deleteUser();
    await refused('UserNotFoundException', () => signIn(username, 'Third-horse-9'));
  });
}

async function passwordless() {
  await part('CUSTOM_AUTH', async () => {
    const username = `${run.prefix}-known`;
    const start = await auth.signIn({ username, options: { authFlowType: 'CUSTOM_WITHOUT_SRP' } });
    equal(start.nextStep.additionalInfo.medium, 'email');
    equal(step(await auth.confirmSignIn({ challengeResponse: 'wrong' })), 'CONFIRM_SIGN_IN_WITH_CUSTOM_CHALLENGE');
    equal(step(await auth.confirmSignIn({ challengeResponse: await answer() })), 'DONE');
    await check();
  });
}

async function userMigration() {
  await part('UserMigration_Authentication', async () => {
    const username = `${run.prefix}-mover`;
    equal(step(await signIn(username, PASSWORD, 'USER_PASSWORD_AUTH')), 'DONE');
    equal((await check()).id.email, `${username}@example.org`);
    await auth.signOut();
  });
  await part('UserMigration_ForgotPassword', async () => {
    const username = `${run.prefix}-forgetful`;
    await auth.resetPassword({ username });
    await auth.confirmResetPassword({ username, confirmationCode: await code(username), newPassword: PASSWORD });
    equal(step(await signIn(username, PASSWORD)), 'DONE');
  });
}

({ 'one-lambda': oneLambda, passwordless, 'user-migration': userMigration })[run.flow]();
