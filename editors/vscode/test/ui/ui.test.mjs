// The extension in VS Code, as a person uses it: by keyboard where there is a key.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { PERSPECTIVE, Workbench } from './workbench.mjs';

const { SHOTS } = process.env;

/** The Workbench of a suite, started before it and stopped after; a picture is taken after each test. */
function workbench(options) {
  const it = {};
  before(async () => {
    it.code = await Workbench.start(options);
  });
  after(() => it.code?.stop());
  afterEach(async context => {
    if (SHOTS && it.code) {
      fs.mkdirSync(SHOTS, { recursive: true });
      await it.code.shot(path.join(SHOTS, `${context.name.replace(/\W+/g, '-')}.png`));
    }
  });
  return it;
}

/** The file of the example's workflow in `folder`. */
const beside = folder => path.join(path.dirname(PERSPECTIVE), folder, path.basename(PERSPECTIVE));

describe('documents', () => {
  const it = workbench();

  test('findings are underlined', async () => {
    await it.code.page.waitForSelector('.squiggly-error');
    await it.code.page.waitForSelector('.squiggly-warning');
  });

  test('the status bar says the verdict in words', async () => {
    const label = await it.code.until('the status', () => it.code.statusLabel());
    assert.match(label, /^Perspective: \d+ of 15 items pass, \d+ fail, .*4 questions open \(3 allowed\)/);
  });

  test('the Problems panel says findings in words', async () => {
    await it.code.key('Control+Shift+M');
    const row = it.code.page.locator('.markers-panel .monaco-list-row', { hasText: 'recommendation is vague' }).first();
    await row.waitFor();
    assert.match(await row.getAttribute('aria-label'), /^Warning: recommendation is vague: .*Fix: .* at line \d+/);
    await it.code.key('Control+Shift+M');
  });

  test('a quick fix is applied with the keyboard, and the verdict follows', async () => {
    const before = await it.code.statusLabel();
    await it.code.goTo('[DATE]');
    await it.code.key('Control+.');
    await it.code.page.locator('.action-widget .monaco-list-row').first().waitFor();
    await it.code.key('Enter');
    await it.code.saved(PERSPECTIVE, text => !text.includes('[DATE]'));
    await it.code.until('the status follows', async () => (await it.code.statusLabel()) !== before);
  });

  test('a snippet is offered by its prefix', async () => {
    await it.code.key('Control+1', 'Control+End');
    await it.code.page.keyboard.type('\nperspective-ques');
    await it.code.key('Control+Space');
    const row = it.code.page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'perspective-question' });
    await row.first().waitFor();
    await it.code.key('Enter');
    await it.code.page.keyboard.type('Who decides?');
    await it.code.key('Escape');
    await it.code.saved(PERSPECTIVE, text => text.includes('[NEEDS CLARIFICATION: Who decides?]'));
  });

  test('the server is restarted by a command, and its log shown', async () => {
    await it.code.palette('Perspectives: Restart Server');
    await it.code.page.waitForSelector('.squiggly-warning');
    await it.code.palette('Perspectives: Show Log');
    await it.code.page.locator('.part.panel .monaco-select-box', { hasText: 'Perspectives' }).first().waitFor();
    await it.code.until('the status is there, with the panel in front', () => it.code.statusLabel());
    await it.code.key('Control+J');
  });

  test('the walkthrough opens', async () => {
    await it.code.palette('Welcome: Open Walkthrough...');
    await it.code.pick('Get Started with Perspectives');
    await it.code.page.locator('.getting-started-step', { hasText: 'Answer the open questions' }).first().waitFor();
  });

  test('nothing outside this machine is asked for', () => {
    assert.deepEqual([...it.code.outside], []);
  });
});

describe('the workflow', () => {
  const it = workbench();

  test('the checklist view shows every item with its state in words', async () => {
    await it.code.page.waitForSelector('.squiggly-warning');
    await it.code.palette('Perspectives: Show Checklist');
    const rows = await it.code.until('the items', async () => {
      const rows = await it.code.checklist();
      return rows.length >= 18 && rows;
    });
    assert.ok(rows.some(row => /^Content Quality/.test(row)), rows.join('\n'));
    assert.ok(rows.some(row => /: fails\. /.test(row)), rows.join('\n'));
    assert.ok(rows.some(row => /: passes\./.test(row)), rows.join('\n'));
    const message = await it.code.page.locator('.pane-body .message').innerText();
    assert.match(message, /^\d+ of 15 items pass, .* Not ready yet\.$/);
  });

  test('an item leads to its evidence, by keyboard', async () => {
    await it.code.key('Control+1', 'Control+Home');
    await it.code.palette('Perspectives: Show Checklist');
    await it.code.typeInTree('All recommendations are actionable');
    await it.code.key('Enter');
    await it.code.page.locator('.statusbar-item', { hasText: /Ln 4[13], Col/ }).waitFor();
  });

  test('the checklist follows the text', async () => {
    const item = /^Success metrics are measurable/;
    const state = async () => (await it.code.checklist()).find(row => item.test(row));
    assert.match(await state(), /: fails\. /);
    await it.code.goTo('| Net Promoter Score of support managers | 31 | above X |');
    await it.code.page.keyboard.type('| Net Promoter Score of support managers | 31 | 40 by June |');
    await it.code.goTo('| Server response time | 340 ms | under 200 ms |');
    await it.code.key('Control+Shift+K');
    await it.code.until('the item passes', async () => /: passes\./.test(await state()));
  });

  test('questions are answered in pickers', async () => {
    await it.code.palette('Perspectives: Answer Questions');
    assert.match(await it.code.pickerTitle(), /^Question 1 of 3: /);
    const first = await it.code.choose('A');
    await it.code.until('the second question', async () => (await it.code.pickerTitle()).startsWith('Question 2 of 3'));
    await it.code.choose('Custom');
    await it.code.write('Your own words', 'Only after the trial, with a "named" owner');
    await it.code.until('the third question', async () => (await it.code.pickerTitle()).startsWith('Question 3 of 3'));
    await it.code.choose('Skip');
    await it.code.notified('2 questions answered, 2 still open.');
    const text = await it.code.saved(PERSPECTIVE, text => text.includes("Only after the trial, with a 'named' owner"));
    assert.ok(text.includes(first.split(', ')[1].trim()), first);
  });

  test('the sheet of questions is written and shown', async () => {
    await it.code.palette('Perspectives: Ask Questions');
    const sheet = beside('questions');
    await it.code.inFront(sheet);
    assert.match(it.code.read(sheet), /Question 1/);
    await it.code.close();
    await it.code.inFront(PERSPECTIVE);
  });

  test('the checklist is written from its lens', async () => {
    await it.code.key('Control+1', 'Control+Home');
    await it.code.page.locator('.codelens-decoration a', { hasText: 'write checklist' }).first().click();
    await it.code.notified('Checklist written to personas/guided-onboarding/checklists/customer-success-perspective.md');
    const file = beside('checklists');
    await it.code.inFront(file);
    assert.match(it.code.read(file), /- \[x\] /);
    await it.code.close();
    await it.code.inFront(PERSPECTIVE);
  });

  test('the report is shown in a page that runs nothing', async () => {
    await it.code.palette('Perspectives: Open Report');
    const frame = await it.code.until('the report', async () => {
      for (const frame of it.code.page.frames()) {
        if ((await frame.locator('h1', { hasText: 'Perspectives' }).count().catch(() => 0)) > 0) {
          return frame;
        }
      }
      return undefined;
    });
    const policy = await frame.locator('meta[http-equiv="Content-Security-Policy"]').first().getAttribute('content');
    assert.match(policy, /^default-src 'none'; style-src 'nonce-[0-9a-f]{32}';$/);
    assert.match(await frame.locator('body').innerText(), /Guided Onboarding/);
    assert.equal(await frame.locator('script').count(), 0);
    const line = await frame.locator('main').evaluate(main => getComputedStyle(main).maxWidth);
    assert.notEqual(line, 'none', 'the styles of the page hold');
    await it.code.close();
  });

  test('a new perspective is made in pickers', async () => {
    await it.code.palette('Perspectives: New Perspective');
    await it.code.pick('Customer Success Manager');
    await it.code.write('Guided onboarding', 'Move small teams to the yearly plan');
    const file = await it.code.until('the document', () =>
      it.code.find(/^personas\/[^/]*yearly[^/]*\/customer-success-perspective\.md$/),
    );
    assert.match(it.code.read(file), /Move small teams to the yearly plan/);
    await it.code.inFront(file);
    await it.code.until('it is judged', async () => /of 15 items pass/.test((await it.code.statusLabel()) ?? ''));
  });

  test('nothing outside this machine is asked for', () => {
    assert.deepEqual([...it.code.outside], []);
  });
});

describe('a workspace that is not trusted', () => {
  const trap = 'trapped';
  const it = workbench({
    trusted: false,
    files: {
      '.vscode/settings.json': folder => JSON.stringify({ 'perspective.server.path': path.join(folder, 'trap.sh') }),
      'trap.sh': folder => `#!/bin/sh\ntouch ${path.join(folder, trap)}\n`,
    },
  });

  test('its setting for the server is ignored', async () => {
    await it.code.page.locator('.monaco-dialog-box .monaco-button', { hasText: 'No, I don' }).click();
    await it.code.page.waitForSelector('.squiggly-warning');
    assert.equal(it.code.has(trap), false);
  });
});

describe('a server that is not there', () => {
  const it = workbench({ settings: { 'perspective.server.path': '/nowhere/perspective-ls' } });

  test('is said, with a way to the setting', async () => {
    const said = await it.code.notified('There is no file at /nowhere/perspective-ls, which the setting perspective.server.path names.');
    await said.locator('.monaco-button', { hasText: 'Open Settings' }).click();
    await it.code.page.locator('.settings-editor .setting-item-label', { hasText: 'Path' }).first().waitFor();
  });
});
