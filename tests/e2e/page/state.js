// A state file that somebody has prepared: its texts are shown as they are, and do nothing.
'use strict';

const { readFileSync } = require('node:fs');
const { deepStrictEqual: equal, ok } = require('node:assert');
const { browse, go } = require('./browser.js');
const { part, run } = require('../clients/common.js');

const { inbox } = JSON.parse(readFileSync(run.state, 'utf8')).state;
// What the browser says where it holds a mail back.
const HELD_BACK = /Content Security Policy|sandboxed|violates the following|unsafe:|status of 404/i;

const quiet = (seen) => seen.errors.filter((line) => !HELD_BACK.test(line));
const owned = (seen) => seen.requests.filter((url) => url.includes('/page/owned'));
const settle = (page) => page.waitForLoadState('networkidle').catch(() => {});

browse(run.url, async ({ open, came }) => {
  await part('every text of every message is a text', async () => {
    const { page, seen, abroad } = await open();
    const title = await page.title();
    await go(page, 'Inbox');
    equal(await page.getByRole('article').count(), inbox.length);
    const view = page.locator('#view');
    // Frames load when they come into sight.
    for (const [index, message] of inbox.entries()) {
      const card = page.getByRole('article', { name: `Message ${index + 1}`, exact: true });
      await card.scrollIntoViewIfNeeded();
      const text = await card.evaluate((node) => node.textContent);
      for (const name of ['to', 'user', 'source', 'code', 'subject']) ok(text.includes(message[name]), `${name} of ${index}`);
      if (message.medium === 'Sms') ok(text.includes(message.body));
    }
    equal(await view.locator('img, script, svg, object, embed, video, form, link, meta, base').count(), 0);
    await settle(page);
    equal([owned(seen), abroad(), seen.dialogs, quiet(seen)], [[], [], [], []]);
    equal([await page.title(), new URL(page.url()).hash], [title, '#inbox']);
    await page.context().close();
  });

  await part('a mail by itself', async () => {
    const { page, seen, abroad } = await open();
    for (const [index, message] of inbox.entries()) {
      if (message.medium !== 'Email') continue;
      const address = `${run.url}/page/mail/inbox/${index + 1}`;
      await page.goto(address);
      await settle(page);
      equal(page.url(), address);
    }
    equal([owned(seen), abroad(), seen.dialogs, quiet(seen)], [[], [], [], []]);
    await page.context().close();
  });

  await part('the links of a mail', async () => {
    const { page, seen, abroad } = await open();
    await go(page, 'Inbox');
    const number = inbox.findIndex(({ body }) => body.includes('Click me')) + 1;
    const card = page.getByRole('article', { name: `Message ${number}`, exact: true });
    await card.scrollIntoViewIfNeeded();
    const mail = card.frameLocator('iframe');
    await mail.getByRole('button', { name: 'Press me' }).click();
    for (const link of await mail.getByRole('link', { name: 'Click me' }).all()) {
      const opened = page.context().waitForEvent('page', { timeout: 1000 }).catch(() => null);
      await link.click({ noWaitAfter: true });
      await (await opened)?.close();
    }
    await settle(page);
    equal(page.url(), `${run.url}/#inbox`);
    equal([owned(seen), abroad(), seen.dialogs, quiet(seen)], [[], [], [], []]);
    await page.context().close();
  });
  await part('no connection to elsewhere', async () => equal(came(), 0));

  await part('nothing turns the text behind it', async () => {
    const { page } = await open();
    await go(page, 'Inbox');
    const turned = inbox.findIndex(({ to }) => to.startsWith('\u202e')) + 1;
    const heading = page.getByRole('article', { name: `Message ${turned}`, exact: true }).getByRole('heading').first();
    await heading.scrollIntoViewIfNeeded();
    // Whether the tag stands behind the address, and not in front of it.
    const isReadable = () => heading.evaluate((node) => {
      const range = document.createRange();
      range.setStart(node, 0);
      range.setEndBefore(node.querySelector('.tag'));
      const address = range.getBoundingClientRect();
      return node.querySelector('.tag').getBoundingClientRect().left >= address.right - 1;
    });
    equal(await isReadable(), true);
    await page.context().close();
  });

  await part('hostile values in Try', async () => {
    const { page, seen, abroad } = await open();
    await go(page, 'Inbox');
    await page.getByRole('article', { name: 'Message 1', exact: true }).getByRole('button', { name: 'Use this code in Try' }).click();
    await page.getByRole('heading', { level: 1, name: 'Try' }).waitFor();
    equal(await page.getByRole('form', { name: 'Confirm', exact: true }).getByLabel('Code').inputValue(), inbox[0].code);
    await settle(page);
    equal([owned(seen), abroad(), seen.dialogs, quiet(seen)], [[], [], [], []]);
    await page.context().close();
  });
});
