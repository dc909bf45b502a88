// A browser that writes down all that a page asks for, says and does.
'use strict';

const { once } = require('node:events');
const { existsSync } = require('node:fs');
const { createServer } = require('node:net');
const { chromium } = require('playwright-core');

const PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * Opens a browser in which `elsewhere.test` is a port of this machine that counts who comes. Hands `work` three
 * functions: `open({width, dark, ready})` opens a page and waits for a text in it, `came()` is the count, and `comes()`
 * waits for the next one.
 */
async function browse(url, work) {
  let came = 0;
  const trap = createServer((socket) => {
    came += 1;
    socket.on('error', () => {});
    socket.end();
  });
  await new Promise((ready) => trap.listen(0, '127.0.0.1', ready));
  const comes = () => once(trap, 'connection', { signal: AbortSignal.timeout(20_000) });
  const browser = await launch([`--host-resolver-rules=MAP elsewhere.test:443 127.0.0.1:${trap.address().port}`]);
  try {
    return await work({ open: (how = {}) => open(browser, url, how), came: () => came, comes });
  } finally {
    await browser.close();
    trap.close();
  }
}

/** Starts the browser of this machine. */
function launch(more = []) {
  const executablePath = process.env.CHROMIUM ?? PATHS.find(existsSync);
  return chromium.launch({ executablePath, args: ['--no-sandbox', ...more] });
}

async function open(browser, url, { width = 1280, dark = false, ready = 'Connected' }) {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: dark === null ? null : dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const seen = { requests: [], heldBack: [], errors: [], dialogs: [] };
  context.on('request', (request) => seen.requests.push(request.url()));
  // The browser reports what a policy held back like any other request, and then that it has failed.
  context.on('requestfailed', (request) => {
    if (/\bcsp\b/i.test(request.failure().errorText.replaceAll('_', ' '))) seen.heldBack.push(request.url());
  });
  page.on('console', (line) => {
    if (['error', 'warning'].includes(line.type())) seen.errors.push(`${line.text()} (${line.location().url})`);
  });
  page.on('pageerror', (error) => seen.errors.push(error.message));
  page.on('dialog', (dialog) => {
    seen.dialogs.push(dialog.message());
    dialog.dismiss().catch(() => {});
  });
  await page.goto(url);
  await page.getByText(ready).first().waitFor();
  const abroad = () => {
    const sent = [...seen.requests];
    const own = new URL('.', url).href;
    for (const one of seen.heldBack) sent.splice(sent.indexOf(one), 1);
    return sent.filter((one) => !one.startsWith(own) && !one.startsWith('data:'));
  };
  return { page, seen, abroad };
}

/** Goes to a view by its link. */
async function go(page, view) {
  await page.getByRole('navigation').getByRole('link', { name: view }).click();
  await page.getByRole('heading', { level: 1, name: view }).waitFor();
}

/** Whether the page is wider than the window. */
const isWide = (page) => page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);

module.exports = { browse, go, isWide, launch };
