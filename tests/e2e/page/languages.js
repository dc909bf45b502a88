// Languages and scenarios of the messages, chosen by their labels.
'use strict';

const { deepStrictEqual: equal, ok } = require('node:assert');
const { browse, isWide } = require('./browser.js');
const { part, run } = require('../clients/common.js');

const LANGUAGES = ['en', 'fr', 'ar', 'ja'];
// The subjects of examples/localized/mails/verify.
const SUBJECTS = { en: 'Confirm your address', fr: 'Confirmez votre adresse', ar: 'تأكيد عنوانك', ja: 'メールアドレスの確認' };

browse(run.url, async ({ open }) => {
  for (const width of [390, 1280]) {
    const { page, seen, abroad } = await open({ width });
    const choose = (name, label) => page.getByRole('combobox', { name }).selectOption(label);
    const cards = page.getByRole('article');
    await part(`${width} pixels: every language and scenario`, async () => {
      await cards.first().waitFor();
      const labels = (name) => page.getByRole('combobox', { name }).locator('option').allTextContents();
      equal(await labels('Language'), ['All', ...LANGUAGES]);
      equal(await labels('Scenario'), ['All', 'None: the sample event', 'Arabic, from right to left', 'French',
        'Japanese', 'A long name', 'No name', 'A language without texts']);
      await choose('Source', 'CustomMessage_SignUp');
      await choose('Scenario', 'None: the sample event');
      // An e-mail and an SMS in each.
      equal(await cards.count(), 2 * LANGUAGES.length);
      for (const [language, subject] of Object.entries(SUBJECTS)) {
        await choose('Language', language);
        equal(await cards.count(), 2);
        await cards.first().getByText(subject, { exact: true }).waitFor();
        await page.frameLocator('iframe').first().getByText('123456').first().waitFor();
      }
      await choose('Language', 'All');
      await choose('Scenario', 'A long name');
      equal(await cards.count(), 2 * LANGUAGES.length);
      await choose('Scenario', 'French');
      equal(await cards.count(), 2);
      await page.frameLocator('iframe').first().getByText('Zoé').waitFor();
      await choose('Language', 'ja');
      equal(await cards.count(), 0);
      await page.getByRole('status').filter({ hasText: /^None of the \d+ messages/ }).waitFor();
    });
    await part(`${width} pixels: a medium without a text`, async () => {
      await choose('Scenario', 'All');
      await choose('Language', 'en');
      await choose('Source', 'CustomMessage_AdminCreateUser');
      const mark = page.getByText('The handler sets no SMS text. A user whose code goes out by SMS gets Cognito\'s own:');
      equal(await mark.count(), await cards.count());
      ok(await mark.first().isVisible(), 'the mark is seen');
      await choose('Source', 'CustomMessage_SignUp');
      equal(await mark.count(), 0);
      equal([await isWide(page), seen.errors, abroad()], [false, [], []]);
    });
    await page.context().close();
  }
});
