// The extension in VS Code, as a person uses it.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { PERSPECTIVE, Workbench } from './workbench.mjs';

const SHOTS = process.env.SHOTS;

describe('a trusted workspace', () => {
  /** @type {Workbench} */
  let code;
  before(async () => {
    code = await Workbench.start();
  });
  after(() => code?.stop());
  afterEach(async context => {
    if (SHOTS) {
      fs.mkdirSync(SHOTS, { recursive: true });
      await code.shot(path.join(SHOTS, `${context.name.replace(/\W+/g, '-')}.png`));
    }
  });

  test('findings are underlined', async () => {
    await code.page.waitForSelector('.squiggly-error');
    await code.page.waitForSelector('.squiggly-warning');
  });

  test('the Problems panel says them in words', async () => {
    await code.key('Control+Shift+M');
    const row = code.page.locator('.markers-panel .monaco-list-row', { hasText: 'recommendation is vague' }).first();
    await row.waitFor();
    assert.match(await row.getAttribute('aria-label'), /^Warning: recommendation is vague: .*Fix: .* at line \d+/);
    await code.key('Control+Shift+M');
  });

  test('a quick fix is applied with the keyboard', async () => {
    await code.goTo('[DATE]');
    await code.key('Control+.');
    await code.page.locator('.action-widget .monaco-list-row').first().waitFor();
    await code.key('Enter');
    await code.until('the placeholder goes', async () => {
      await code.key('Control+1', 'Control+S');
      return !code.read(PERSPECTIVE).includes('[DATE]');
    });
  });

  test('nothing outside this machine is asked for', () => {
    assert.deepEqual([...code.outside], []);
  });
});
