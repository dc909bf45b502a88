// The files of `--preview`: the index and each mail, in a browser.
'use strict';

const { deepStrictEqual: equal } = require('node:assert');
const { browse } = require('./browser.js');
const { part, run } = require('../clients/common.js');

browse(run.url, async ({ open, came }) => {
  await part('the index', async () => {
    const { page, seen, abroad } = await open({ ready: 'No code <img src=x onerror=alert(3)>' });
    await page.getByText('CustomMessage_SignUp · <img src=x onerror=alert(6)>').first().waitFor();
    await page.getByText('Hello <img src=x onerror=alert(2)> 123456').first().waitFor();
    await page.frameLocator('iframe').first().getByText('Your code is 123456.').waitFor();
    equal([await page.locator('img').count(), abroad(), seen.dialogs], [0, [], []]);
  });
  await part('a mail by itself', async () => {
    const { page, seen, abroad } = await open({ ready: 'No code <img src=x onerror=alert(3)>' });
    await page.getByRole('link', { name: 'HTML', exact: true }).first().click();
    await page.getByText('Your code is 123456.').first().waitFor();
    await page.waitForLoadState('networkidle');
    equal([new URL(page.url()).protocol, abroad(), seen.dialogs], ['file:', [], []]);
  });
  equal(came(), 0, 'connections to elsewhere');
});
