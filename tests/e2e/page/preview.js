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
  equal(came(), 0, 'connections to elsewhere');
});
