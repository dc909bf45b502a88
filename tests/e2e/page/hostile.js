// Markup in every text that enters the page: none of it runs, and none of it fetches anything.
'use strict';

const { deepStrictEqual: equal, ok } = require('node:assert');
const { browse, go } = require('./browser.js');
const { part, run } = require('../clients/common.js');

const IMAGE = '<img src=x onerror=alert(9)>';
// What the browser says where it holds a mail back, and of the denial.
const HELD_BACK = /Content Security Policy|sandboxed|violates the following|status of 400/i;

const quiet = (seen) => seen.errors.filter((line) => !HELD_BACK.test(line));
const owned = (seen) => seen.requests.filter((url) => url.includes('/page/owned'));
const settle = (page) => page.waitForLoadState('networkidle').catch(() => {});

async function signUp(page, user, email) {
  const form = page.getByRole('form', { name: 'Sign up' });
  await form.getByLabel('User name').fill(user);
  await form.getByLabel('Password').fill('Correct-horse-9');
  await form.getByLabel('E-mail').fill(email);
  await form.getByLabel('More attributes, as JSON').fill(JSON.stringify({ given_name: IMAGE, 'custom:x': undefined }));
  await form.getByLabel('Client metadata, as JSON').fill(JSON.stringify({ [IMAGE]: IMAGE }));
  await form.getByRole('button', { name: 'Sign up' }).click();
}

/** The page itself has no picture, and shows the text. */
async function asText(page, text) {
  await page.getByText(text).first().waitFor();
  equal(await page.locator('img').count(), 0);
}

/** The red of a picture's upper right corner. */
const ground = (page, png) =>
  page.evaluate(async (bytes) => {
    const bitmap = await createImageBitmap(new Blob([Uint8Array.from(bytes)]));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    canvas.drawImage(bitmap, 0, 0);
    return canvas.getImageData(bitmap.width - 40, 40, 1, 1).data[0];
  }, [...png]);

browse(run.url, async ({ open, came, comes }) => {
  // Without the page around it, the same mail does what it says: the test would see it.
  await part('the mail alone is hostile', async () => {
    const { page, seen } = await open();
    const html = await (await fetch(`${run.url}/page/mail/message/CustomMessage_SignUp-EMAIL`)).text();
    await page.route('**/alone', (route) => route.fulfill({ contentType: 'text/html', body: html }));
    await page.goto(`${run.url}/alone`, { waitUntil: 'commit' }).catch(() => {});
    await page.waitForRequest(/elsewhere\.test\/top/, { timeout: 20_000 }).catch(() => {});
    await settle(page);
    ok(owned(seen).length > 0 && seen.requests.some((url) => url.includes('elsewhere.test')), `${seen.requests}`);
    await page.context().close();
  });

  const before = came();
  await part('mails in the page', async () => {
    const { page, seen, abroad } = await open();
    await asText(page, '<img src=x onerror=alert(1)>');
    await asText(page, '<img src=x onerror=alert(2)>');
    await asText(page, '<img src=x onerror=alert(8)>');
    await asText(page, 'No code <img src=x onerror=alert(3)>');
    await asText(page, 'CustomMessage_SignUp · <img src=x onerror=alert(6)>');
    await asText(page, 'CustomMessage_ResendCode · <img src=x onerror=alert(7)>');
    // A name with markup can be chosen, and is a title of the mail's frame.
    await page.getByRole('combobox', { name: 'Scenario' }).selectOption('<img src=x onerror=alert(6)>');
    equal(await page.getByRole('article').count(), 2);
    await page.getByTitle('Mail of CustomMessage_SignUp · <img src=x onerror=alert(6)>').waitFor();
    await page.getByRole('combobox', { name: 'Scenario' }).selectOption('All');
    const mail = page.frameLocator('iframe').first();
    await mail.getByText('Your code is 123456.').waitFor();
    await mail.getByRole('button', { name: 'Press me' }).click();
    await mail.getByRole('link', { name: 'Read more' }).click();
    await settle(page);
    await page.getByRole('textbox', { name: 'Code' }).fill(IMAGE);
    await page.getByRole('textbox', { name: 'User name' }).fill(IMAGE);
    await page.getByText('Source of the mail').first().click();
    await asText(page, IMAGE);
    equal([owned(seen), abroad(), seen.dialogs, quiet(seen)], [[], [], [], []]);
    equal(await page.title(), '<img src=x onerror=alert(8)>: user pool');
    await page.context().close();
  });

  await part('a mail by its own address', async () => {
    const { page, seen, abroad } = await open();
    await page.goto(`${run.url}/page/mail/message/CustomMessage_SignUp-EMAIL`);
    await page.getByText('Your code is 123456.').waitFor();
    await settle(page);
    equal([owned(seen), abroad(), seen.dialogs, quiet(seen)], [[], [], [], []]);
    await page.context().close();
  });

  await part('names, attributes, subjects, an SMS, denials, client metadata', async () => {
    const { page, seen, abroad } = await open();
    await go(page, 'Try');
    await signUp(page, 'eve', 'eve@example.com');
    await asText(page, 'Not you <img src=x onerror=alert(4)>');
    await signUp(page, '<img/src=x/onerror=alert(5)>', 'ines@example.org');
    await page.getByRole('status').filter({ hasText: 'A code went to' }).waitFor();
    await asText(page, 'Sign up: done.');
    await go(page, 'Inbox');
    await asText(page, '<img/src=x/onerror=alert(5)>');
    await asText(page, `Hello <img src=x onerror=alert(1)> ${IMAGE}`);
    await go(page, 'Trace');
    await asText(page, `"given_name": "${IMAGE}"`);
    await asText(page, `"${IMAGE}": "${IMAGE}"`);
    await asText(page, 'PreSignUp failed with error Not you <img src=x onerror=alert(4)>');
    await settle(page);
    equal([owned(seen), abroad(), seen.dialogs, quiet(seen)], [[], [], [], []]);
    await page.context().close();
  });
  await part('a link that confirms, made by somebody else', async () => {
    const { page, seen, abroad } = await open();
    const query = new URLSearchParams({ client_id: IMAGE, user_name: IMAGE, confirmation_code: `"><script>alert(9)</script>`, ['__proto__']: IMAGE });
    await page.goto(`${run.url}/confirmUser/?${query}`);
    await asText(page, IMAGE);
    await asText(page, '"><script>alert(9)</script>');
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByText('InvalidParameterException').waitFor();
    equal([await page.locator('img').count(), owned(seen), abroad(), seen.dialogs, quiet(seen)], [0, [], [], [], []]);
    await page.context().close();
  });
  await part('no connection to elsewhere', async () => equal(came() - before, 0));

  await part('pictures, by a click', async () => {
    const { page, seen, abroad } = await open();
    // A request alone says nothing: the browser also announces those that the page's policy held back on loading.
    const asked = comes();
    await page.getByRole('button', { name: 'Fetch pictures from elsewhere' }).first().click();
    await asked;
    await settle(page);
    const kinds = abroad().filter((url) => !/\/(pixel\.png|background\.png|image\.svg|poster|base\/x)$/.test(url));
    equal([kinds, owned(seen), seen.dialogs], [[], [], []]);
    await page.context().close();
  });

  await part('dark mode of the mail', async () => {
    // An emulated scheme would be that of every frame.
    const { page } = await open({ dark: null });
    const shown = async () => {
      await page.frameLocator('iframe').first().getByText('Your code is 123456.').waitFor();
      return ground(page, await page.locator('iframe').first().screenshot());
    };
    await page.getByLabel('Dark mode of the mail').check();
    equal(await shown(), 0x11);
    await page.getByLabel('Dark mode of the mail').uncheck();
    equal(await shown(), 0xff);
    await page.context().close();
  });
});
