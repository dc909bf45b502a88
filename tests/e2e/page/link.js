// The link of a mail: it opens a page of its own, whose button confirms.
'use strict';

const { deepStrictEqual: equal } = require('node:assert');
const { browse, go } = require('./browser.js');
const { part, run } = require('../clients/common.js');

browse(run.url, async ({ open }) => {
  const { page, seen, abroad } = await open();
  await part('the link of a mail', async () => {
    await go(page, 'Try');
    const form = page.getByRole('form', { name: 'Sign up' });
    await form.getByLabel('User name').fill('<i>ines&');
    await form.getByLabel('Password').fill('Correct-horse-9');
    await form.getByLabel('E-mail').fill('ines@example.org');
    await form.getByRole('button', { name: 'Sign up' }).click();
    await page.getByRole('status').filter({ hasText: 'A code went to' }).waitFor();
    await go(page, 'Inbox');
    const opened = page.context().waitForEvent('page');
    await page.frameLocator('iframe').first().getByRole('link').click();
    const confirmation = await opened;
    await confirmation.getByText('<i>ines&', { exact: true }).waitFor();
    await confirmation.getByRole('button', { name: 'Confirm' }).click();
    await confirmation.getByText('Your registration has been confirmed!').waitFor();
    equal([seen.errors, abroad(), seen.dialogs], [[], [], []]);
  });
});
