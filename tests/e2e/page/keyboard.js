// The page by the keyboard alone: where the focus goes, that it is seen, and that it is not lost when something new comes.
'use strict';

const { deepStrictEqual: equal, ok } = require('node:assert');
const { browse, go } = require('./browser.js');
const { part, run } = require('../clients/common.js');

const PASSWORD = 'Correct-horse-9';

/** The focused element: its role or tag, its name, and whether a ring is around it or around what it is in. */
const focused = (page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    const name = at.ariaLabel ?? at.title ?? '';
    const label = at.labels?.[0]?.textContent ?? '';
    const ringed = [at, at.closest('.mail')].some((one) => one && getComputedStyle(one).outlineStyle === 'solid');
    return { tag: at.tagName, role: at.getAttribute('role'), name: name || label || at.textContent.trim(), ringed };
  });

/** Presses Tab through the whole page, once. */
async function walk(page) {
  await page.getByRole('link', { name: 'Skip to the content' }).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Tab');
  const seen = [await focused(page)];
  while (seen.length < 200) {
    await page.keyboard.press('Tab');
    const at = await focused(page);
    if (at.tag === 'BODY' || at.name === seen[0].name) return seen;
    seen.push(at);
  }
  throw new Error('the focus does not leave the page');
}

/** Signs up as an app does, beside the page. */
async function appears(user) {
  const { client_id: ClientId } = await (await fetch(`${run.url}/page/about`)).json();
  const answer = await fetch(run.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AWSCognitoIdentityProviderService.SignUp',
    },
    body: JSON.stringify({
      ClientId,
      Username: user,
      Password: PASSWORD,
      UserAttributes: [{ Name: 'email', Value: `${user}@example.org` }],
      ClientMetadata: JSON.parse('{"__proto__": "1", "constructor": "2"}'),
    }),
  });
  equal(answer.status, 200);
}

browse(run.url, async ({ open }) => {
  const { page, seen, abroad } = await open();
  await appears('__proto__');

  for (const view of ['Messages', 'Inbox', 'Trace', 'Try']) {
    await part(`${view}: each stop has a name and a ring`, async () => {
      await go(page, view);
      const stops = await walk(page);
      equal(stops.slice(0, 2).map(({ name }) => name), ['Skip to the content', 'Messages']);
      equal(stops.filter(({ name, ringed }) => name === '' || !ringed), []);
    });
  }

  await part('the content by the first link', async () => {
    await page.getByRole('link', { name: 'Skip to the content' }).focus();
    await page.keyboard.press('Enter');
    equal((await focused(page)).tag, 'MAIN');
  });

  await part('the trace shows its secrets, and the focus stays', async () => {
    await go(page, 'Trace');
    const call = page.getByRole('article').filter({ hasText: 'PreSignUp_SignUp' });
    await call.getByText('"constructor": "2"').first().waitFor();
    equal(await call.locator('.changed').count(), 0, 'nothing was changed');
    await page.getByLabel('Show passwords').focus();
    const answered = page.waitForResponse(/secrets=yes/);
    await page.keyboard.press('Space');
    await answered;
    equal((await focused(page)).tag, 'INPUT');
  });

  await part('a new mail leaves the others as they are', async () => {
    await go(page, 'Inbox');
    await page.getByText('Source of the mail').focus();
    await page.keyboard.press('Enter');
    await page.getByText('<b>', { exact: false }).first().waitFor();
    await appears('grace');
    await page.getByRole('article', { name: 'Message 2' }).waitFor();
    equal(await page.getByRole('article').first().getAttribute('aria-label'), 'Message 2');
    const old = page.getByRole('article', { name: 'Message 1' });
    equal(await old.locator('details').getAttribute('open'), '');
    equal((await focused(page)).tag, 'SUMMARY');
    ok(await old.getByText('__proto__').first().isVisible(), 'the name of the user');
  });

  await part('where no message is left, the page says so', async () => {
    await go(page, 'Messages');
    const all = await page.getByRole('article').count();
    await page.getByRole('status').filter({ hasText: `${all} messages` }).waitFor();
    await page.getByRole('combobox', { name: 'Source' }).selectOption('CustomMessage_ForgotPassword');
    await page.getByRole('status').filter({ hasText: `1 of ${all} messages` }).waitFor();
  });

  await part('a sign-up and a sign-in', async () => {
    await go(page, 'Inbox');
    await page.getByRole('article', { name: 'Message 2' }).getByRole('button', { name: 'Use this code in Try' }).press('Enter');
    const form = (name) => page.getByRole('form', { name, exact: true });
    const says = (text) => page.getByRole('status').filter({ hasText: text }).waitFor();
    await form('Confirm').getByRole('textbox', { name: 'Code' }).press('Enter');
    await says('Confirm: done.');
    await form('Sign in').getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
    await form('Sign in').getByRole('textbox', { name: 'Password' }).press('Enter');
    await says('Sign in: done.');
    // The button is gone with the tokens.
    await page.getByRole('button', { name: 'Sign out everywhere' }).press('Enter');
    await says('Sign out everywhere: done.');
    const at = await focused(page);
    equal([at.role, at.name], ['status', 'Sign out everywhere: done.']);
  });
  equal([seen.errors, abroad()], [[], []]);
});
