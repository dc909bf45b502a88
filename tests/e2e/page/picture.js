// Takes the picture of the README.
'use strict';

const { browse } = require('./browser.js');
const { part, run } = require('../clients/common.js');

browse(run.url, async ({ open }) => {
  const { page } = await open({ width: 1040 });
  await part(run.file, async () => {
    await page.setViewportSize({ width: 1040, height: 640 });
    await page.frameLocator('iframe').first().getByText('123456').waitFor();
    await page.getByText('Source of the mail').first().click();
    await page.screenshot({ path: run.file });
  });
});
