// Signs up, confirms and signs in on the page, by visible labels and roles alone; and looks at every view.
'use strict';

const { deepStrictEqual: equal, ok } = require('node:assert');
const { browse, go, isWide } = require('./browser.js');
const { part, run } = require('../clients/common.js');

const PASSWORD = 'Correct-horse-9';

async function signUp(page, user) {
  const form = (name) => page.getByRole('form', { name, exact: true });
  const says = (text) => page.getByRole('status').filter({ hasText: text }).waitFor();
  await go(page, 'Try');
  await form('Sign up').getByLabel('User name').fill(user);
  await form('Sign up').getByLabel('Password').fill(PASSWORD);
  await form('Sign up').getByLabel('E-mail').fill('ines@example.org');
  await form('Sign up').getByRole('button', { name: 'Sign up' }).click();
  await says('A code went to i***@e***');

  await go(page, 'Inbox');
  const newest = page.getByRole('article').first();
  await newest.getByText('ines@example.org').waitFor();
  const code = await newest.locator('code').textContent();
  await page.frameLocator('iframe').first().getByText(code).waitFor();
  await newest.getByRole('button', { name: 'Use this code in Try' }).click();

  await form('Confirm').getByRole('button', { name: 'Confirm' }).click();
  await says('Confirm: done.');
  await form('Sign in').getByLabel('Flow').selectOption('Password (migrates an unknown user)');
  await form('Sign in').getByRole('button', { name: 'Sign in' }).click();
  const tokens = page.getByRole('region', { name: 'Tokens' });
  const claim = (token, name) =>
    tokens.getByRole('region', { name: token }).getByRole('row', { name }).getByRole('cell').textContent();
  equal(await claim('ID token', /^tenant /), 't-204');
  equal(await claim('ID token', /^cognito:username /), user);
  equal(await claim('Access token', /^token_use /), 'access');
  await tokens.getByRole('button', { name: 'Refresh' }).click();
  await says('Refresh: done.');
  await tokens.getByRole('button', { name: 'Sign out everywhere' }).click();
  await says('Sign out everywhere: done.');
  equal(await tokens.count(), 0);
}

async function trace(page, user) {
  await go(page, 'Trace');
  const call = page.getByRole('article').filter({ hasText: 'PreSignUp_SignUp' }).first();
  await call.getByText('Cognito uses this').waitFor();
  await call.getByText(`"userName": "${user}"`).first().waitFor();
  const claims = page.getByRole('article').filter({ hasText: 'TokenGeneration_Authentication' }).first();
  ok((await claims.locator('.changed').allTextContents()).some((text) => text.includes('t-204')), 'the claim is marked');
}

async function messages(page) {
  await go(page, 'Messages');
  const cards = page.getByRole('article');
  const all = await cards.count();
  ok(all >= 3, `${all} messages`);
  await page.getByRole('combobox', { name: 'Source' }).selectOption('CustomMessage_ForgotPassword');
  equal(await cards.count(), 1);
  const mail = page.frameLocator('iframe');
  await mail.getByText('123456').waitFor();
  await page.getByRole('textbox', { name: 'Code' }).fill('<b>{username}&');
  await mail.getByText('{username}&').waitFor();
  await page.getByRole('combobox', { name: 'Width' }).selectOption('Desk');
  await page.getByText('Source of the mail').click();
  await page.getByText('<b>{####}</b>').waitFor();
  equal(await page.getByText(/of 20,000 UTF-16 units/).count(), 1);
}

browse(run.url, async ({ open }) => {
  for (const width of [390, 1280]) {
    for (const dark of [false, true]) {
      const { page, seen, abroad } = await open({ width, dark });
      await part(`${width} pixels, ${dark ? 'dark' : 'light'}`, async () => {
        const user = `page-${width}-${dark}`;
        equal(await isWide(page), false);
        await signUp(page, user);
        for (const view of ['Trace', 'Inbox', 'Try', 'Messages']) {
          await go(page, view);
          equal(await isWide(page), false, `${view} is wider than ${width} pixels`);
        }
        await trace(page, user);
        await messages(page);
        equal(await isWide(page), false);
        const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor.match(/\d+/g)[0] < 128);
        equal(ground, dark, 'the colour of the ground');
        equal(seen.errors, []);
        equal(abroad(), []);
      });
      await page.context().close();
    }
  }
});
