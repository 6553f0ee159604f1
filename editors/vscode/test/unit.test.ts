import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { test } from 'node:test';

import { find } from '../src/binary';
import { page } from '../src/page';
import type { Status } from '../src/protocol';
import { answers, brief, sentence, spoken, written } from '../src/words';

const STATUS: Status = {
  uri: 'file:///p.md',
  version: 1,
  state: 'checked',
  persona: 'customer-success-manager',
  passing: 11,
  failing: 2,
  review: 1,
  waived: 1,
  total: 15,
  markers: 1,
  limit: 3,
  errors: 0,
  warnings: 4,
  ready: false,
};

test('the status bar says the verdict in words', () => {
  assert.equal(brief(STATUS), '12/15, 1 question open');
  assert.equal(brief({ ...STATUS, markers: 0 }), '12/15');
  assert.equal(brief({ ...STATUS, markers: 0, ready: true }), '12/15, ready');
  assert.equal(brief({ ...STATUS, state: 'waiting' }), 'checking');
  assert.equal(brief({ ...STATUS, state: 'failed' }), 'check failed');
});

test('the sentence names every count that is not zero', () => {
  assert.equal(
    sentence(STATUS),
    '11 of 15 items pass, 2 fail, 1 waived, 1 for a person to decide, 1 question open (3 allowed). Not ready yet.',
  );
});

test('a screen reader hears the state of an item', () => {
  const item = { words: 'Risk assessment included', state: 'fail' as const, reason: 'No risk is named.', evidence: [] };
  assert.equal(spoken(item), 'Risk assessment included: fails. No risk is named.');
});

test('what is said of a written checklist names what changed', () => {
  const summary = { before: 11, after: 12, newlyPassing: ['a', 'b'], regressions: ['c'], iteration: 2 };
  const checklist = { status: STATUS, groups: [], file: 'file:///c.md', summary };
  assert.equal(written(checklist, 'c.md'), 'Checklist written to c.md: 2 items newly passing, 1 item no longer passing.');
  assert.equal(written({ ...checklist, summary: undefined }, 'c.md'), 'Checklist written to c.md.');
});

test('answers are written as the server reads them', () => {
  const given = new Map<number, { label: string } | { custom: string }>([
    [1, { label: 'A' }],
    [2, { custom: '  "90 days",\n Q3: rolling ' }],
  ]);
  assert.equal(answers(given), `Q1: A, Q2: Custom - "'90 days', Q3: rolling"`);
});

test('the report runs no script and fetches nothing', () => {
  const shown = page('<!doctype html><html><head><title>t</title><style>a{}</style></head><body><p>x</p></body></html>', 'abc');
  assert.match(shown, /<head><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-abc';">/);
  assert.equal(shown.match(/<style nonce="abc">/g)?.length, 2);
  assert.doesNotMatch(shown, /<style>/);
});

test('the server is the one named, else the one shipped, else the one on the PATH', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'perspective-'));
  const put = (...parts: string[]) => {
    const file = path.join(folder, ...parts);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, '', { mode: 0o644 });
    return file;
  };
  const extension = path.join(folder, 'extension');
  const places = { extension, searched: ['relative', path.join(folder, 'path')].join(path.delimiter), windows: false };
  try {
    assert.match((find(places) as { problem: string }).problem, /Install it/);
    const onPath = put('path', 'perspective-ls');
    assert.deepEqual(find(places), { command: onPath, source: 'the PATH' });
    const shipped = put('extension', 'bin', 'perspective-ls');
    assert.deepEqual(find(places), { command: shipped, source: 'this extension' });
    assert.ok(fs.statSync(shipped).mode & 0o100, 'it can be run');
    const named = put('named');
    assert.deepEqual(find({ ...places, setting: named }), { command: named, source: 'the setting perspective.server.path' });
    assert.match((find({ ...places, setting: '/nowhere/x' }) as { problem: string }).problem, /no file at \/nowhere\/x/);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});
