// A page that is open while the program is built anew reads the new texts.
'use strict';

const { spawn } = require('node:child_process');
const { once } = require('node:events');
const { deepStrictEqual: equal } = require('node:assert');
const { browse, go } = require('./browser.js');
const { part, run } = require('../clients/common.js');

async function start(greeting) {
  const program = spawn(run.program, ['--serve', new URL(run.url).host], {
    env: { ...process.env, GREETING: greeting },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(program.stdout, 'data');
  return program;
}

async function stop(program) {
  const ended = once(program, 'exit');
  program.kill('SIGINT');
  equal((await ended)[0], 0, 'the exit code');
}

(async () => {
  let program = await start('First');
  try {
    await browse(run.url, async ({ open }) => {
      const { page } = await open();
      const mail = page.frameLocator('iframe').first();
      await part('the first texts', () => mail.getByText('First').waitFor());
      await stop(program);
      await part('it waits', () => page.getByText('Waiting for the program').waitFor());
      program = await start('Second');
      await part('the new texts', async () => {
        await page.getByText('Connected').waitFor();
        await mail.getByText('Second').waitFor();
      });
      await part('it follows the new program', async () => {
        await go(page, 'Try');
        const form = page.getByRole('form', { name: 'Sign up' });
        await form.getByLabel('User name').fill('ines');
        await form.getByLabel('Password').fill('Correct-horse-9');
        await form.getByLabel('E-mail').fill('ines@example.org');
        await form.getByRole('button', { name: 'Sign up' }).click();
        await page.getByRole('link', { name: 'Inbox 1' }).waitFor();
      });
    });
  } finally {
    program.kill('SIGKILL');
  }
})();
