// Try, by visible labels and roles alone: each way to sign in, and a forgotten password.
'use strict';

const { deepStrictEqual: equal } = require('node:assert');
const { browse, go } = require('./browser.js');
const { part, run } = require('../clients/common.js');

const PASSWORD = 'Correct-horse-9';
const SECOND = 'Second-horse-9';

/** What a person does on a page. */
function person(page) {
  const form = (name) => page.getByRole('form', { name, exact: true });
  const says = (text) => page.getByRole('status').filter({ hasText: text }).waitFor();
  const press = (name, button) => form(name).getByRole('button', { name: button, exact: true }).click();
  const fill = async (name, values) => {
    for (const [label, value] of Object.entries(values)) await form(name).getByLabel(label, { exact: true }).fill(value);
  };
  const tokens = page.getByRole('region', { name: 'Tokens' });
  return {
    form, says, press, fill,
    /** Reads the code of the newest message, and takes it to Try. */
    async takeCode() {
      await go(page, 'Inbox');
      const newest = page.getByRole('article').first();
      const code = await newest.locator('code').textContent();
      await newest.getByRole('button', { name: 'Use this code in Try' }).click();
      await page.getByRole('heading', { level: 1, name: 'Try' }).waitFor();
      return code;
    },
    async signUp(user, email) {
      await fill('Sign up', { 'User name': user, Password: PASSWORD, 'E-mail': email });
      await press('Sign up', 'Sign up');
      await says('A code went to');
      await this.takeCode();
      await press('Confirm', 'Confirm');
      await says('Confirm: done.');
    },
    async signIn(flow, user, password) {
      await form('Sign in').getByLabel('Flow').selectOption(flow);
      await fill('Sign in', { 'User name': user, Password: password });
      await press('Sign in', 'Sign in');
    },
    async answer(values) {
      await fill('Challenge', values);
      await press('Challenge', 'Answer');
    },
    async claim(name) {
      return tokens.getByRole('region', { name: 'ID token' }).getByRole('row', { name: new RegExp(`^${name} `) })
        .getByRole('cell').textContent();
    },
  };
}

const BY_PASSWORD = 'Password (migrates an unknown user)';

async function forgotten(me, user, password) {
  await me.fill('Forgotten password', { 'User name': user });
  await me.press('Forgotten password', 'Send a code');
  await me.says('A code went to');
  const code = await me.takeCode();
  await me.fill('Forgotten password', { Code: '000000', 'New password': password });
  await me.press('Forgotten password', 'Set the password');
  await me.says('CodeMismatchException');
  await me.fill('Forgotten password', { Code: code });
  await me.press('Forgotten password', 'Set the password');
  await me.says('Set the password: done.');
  await me.signIn(BY_PASSWORD, user, password);
  await me.says('Sign in: done.');
}

const FLOWS = {
  async migration(me, page) {
    await part('the old directory refuses a password', async () => {
      await me.signIn(BY_PASSWORD, 'mover', 'short');
      await me.says('NotAuthorizedException');
    });
    await part('the first sign-in migrates', async () => {
      await me.signIn(BY_PASSWORD, 'mover', PASSWORD);
      await me.says('Sign in: done.');
      equal(await me.claim('email'), 'mover@example.org');
    });
    await part('a forgotten password migrates', () => forgotten(me, 'forgetful', SECOND));
    await part('the trace has both', async () => {
      await go(page, 'Trace');
      await page.getByRole('heading', { name: 'UserMigration_ForgotPassword' }).waitFor();
      await page.getByRole('heading', { name: 'UserMigration_Authentication' }).first().waitFor();
    });
  },

  async choice(me, page) {
    await part('sign-up', () => me.signUp('ines', 'ines@example.org'));
    await part('a password', async () => {
      await me.signIn('Choice of the user', 'ines', PASSWORD);
      await me.says('the next challenge is SELECT_CHALLENGE.');
      await page.getByText('This page cannot answer PASSWORD_SRP. Use an SDK.').waitFor();
      await me.form('Challenge').getByRole('combobox', { name: 'Challenge' }).selectOption('PASSWORD');
      await me.answer({ 'Password, for PASSWORD': 'Wrong-horse-9' });
      await me.says('NotAuthorizedException');
      await me.signIn('Choice of the user', 'ines', PASSWORD);
      await me.form('Challenge').getByRole('combobox', { name: 'Challenge' }).selectOption('PASSWORD');
      await me.answer({ 'Password, for PASSWORD': PASSWORD });
      await me.says('Answer: done.');
      equal(await me.claim('tenant'), 't-204');
    });
    await part('a code by e-mail', async () => {
      await me.signIn('Choice of the user', 'ines', PASSWORD);
      await me.form('Challenge').getByRole('combobox', { name: 'Challenge' }).selectOption('EMAIL_OTP');
      await me.press('Challenge', 'Answer');
      await me.says('the next challenge is EMAIL_OTP.');
      const code = await me.takeCode();
      await me.answer({ 'Code from the mail': '00000000' });
      await me.says('CodeMismatchException');
      await me.answer({ 'Code from the mail': code });
      await me.says('Answer: done.');
      equal(await me.claim('tenant'), 't-204');
    });
    await part('a forgotten password', () => forgotten(me, 'ines', SECOND));
  },

  async custom(me, page) {
    await part('sign-up', () => me.signUp('ines', 'ines@example.org'));
    await part('a wrong answer, and the right one', async () => {
      await me.signIn('Custom challenges', 'ines', '');
      await me.says('the next challenge is CUSTOM_CHALLENGE.');
      await me.answer({ Answer: 'wrong' });
      await me.says('Answer: the next challenge is CUSTOM_CHALLENGE.');
      await go(page, 'Trace');
      const created = page.getByRole('article').filter({ hasText: 'CreateAuthChallenge_Authentication' }).first();
      equal(/"answer": "\d+"/.test(await created.textContent()), false, 'the answer is hidden');
      await page.getByLabel('Show passwords, codes and challenge answers').check();
      await created.getByText(/"answer": "\d+"/).first().waitFor();
      const [, answer] = (await created.textContent()).match(/"answer": "(\d+)"/);
      await go(page, 'Try');
      await me.answer({ Answer: answer });
      await me.says('Answer: done.');
      equal(await me.claim('cognito:username'), 'ines');
    });
  },

  async invitation(me) {
    await part('an invitation, and a password of the user', async () => {
      await me.fill('Create a user as an administrator', { 'User name': 'ines', 'E-mail': 'ines@example.org' });
      await me.press('Create a user as an administrator', 'Create the user');
      await me.says('Create the user: done.');
      const temporary = await me.takeCode();
      await me.signIn(BY_PASSWORD, 'ines', temporary);
      await me.says('the next challenge is NEW_PASSWORD_REQUIRED.');
      await me.answer({ 'New password': 'short' });
      await me.says('InvalidPasswordException');
      // The session was used.
      await me.signIn(BY_PASSWORD, 'ines', temporary);
      await me.says('the next challenge is NEW_PASSWORD_REQUIRED.');
      await me.answer({ 'New password': SECOND });
      await me.says('Answer: done.');
      equal(await me.claim('email'), 'ines@example.org');
    });
  },

  async secret(me, page) {
    await part('sign-up', () => me.signUp('ines', 'ines@example.org'));
    await part('sign-in and refresh', async () => {
      await me.signIn(BY_PASSWORD, 'ines', PASSWORD);
      await me.says('Sign in: done.');
      await page.getByRole('button', { name: 'Refresh' }).click();
      await me.says('Refresh: done.');
    });
    await part('a forgotten password', () => forgotten(me, 'ines', SECOND));
    await part('another client gets nothing', async () => {
      const body = { ClientId: 'tried', AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: 'ines', PASSWORD: SECOND } };
      const answer = await fetch(run.url, {
        method: 'POST',
        headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'AWSCognitoIdentityProviderService.InitiateAuth' },
        body: JSON.stringify(body),
      });
      equal((await answer.json()).__type, 'NotAuthorizedException');
    });
  },
};

browse(run.url, async ({ open }) => {
  const { page, seen, abroad } = await open({ width: 390 });
  await go(page, 'Try');
  await FLOWS[run.flow](person(page), page);
  // The browser reports each refusal.
  const errors = seen.errors.filter((line) => !/status of 400/.test(line));
  equal([errors, abroad(), seen.dialogs], [[], [], []]);
});
