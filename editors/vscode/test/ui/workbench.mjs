// VS Code in a browser: code-server with the packaged extension, driven as a person would, in headless Chromium.
// From the environment: CODE_SERVER (its program), EXTENSIONS (a folder with the extension installed), EXAMPLES (the
// folder of examples), CHROMIUM (the browser).
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';

const { CODE_SERVER, EXTENSIONS, EXAMPLES, CHROMIUM } = process.env;

export const PERSPECTIVE = 'personas/guided-onboarding/customer-success-perspective.md';

/** How long anything may take before it counts as not happening, in milliseconds; generous, as machines differ. */
const PATIENCE = 60_000;

/** Settings that keep other features of VS Code out of the way. */
const QUIET = {
  'telemetry.telemetryLevel': 'off',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  // The default of the web keeps saving by itself.
  'files.autoSave': 'off',
  'git.openRepositoryInParentFolders': 'never',
  'window.commandCenter': false,
  'chat.commandCenter.enabled': false,
};

const CODE_ENVIRONMENT = {
  ...process.env,
  NODE_OPTIONS: '',
  VSCODE_PROXY_URI: '',
  // No market place: what is not here is not looked for elsewhere.
  EXTENSIONS_GALLERY: '{"serviceUrl":"","itemUrl":"","resourceUrlTemplate":""}',
};

function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

export class Workbench {
  /** Starts a new VS Code with the extension and opens a copy of the examples in it. */
  static async start({ settings = {}, trusted = true, open = PERSPECTIVE, files = {}, size = { width: 1400, height: 900 }, scale = 1 } = {}) {
    const it = new Workbench();
    it.home = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'perspective-vscode-')));
    it.folder = path.join(it.home, 'work');
    fs.cpSync(EXAMPLES, it.folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(it.folder, name);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, text(it.folder), { mode: 0o755 });
    }
    execFileSync('git', ['init', '-q', it.folder]);
    const data = path.join(it.home, 'data');
    fs.mkdirSync(path.join(data, 'User'), { recursive: true });
    fs.writeFileSync(path.join(data, 'User', 'settings.json'), JSON.stringify({ ...QUIET, ...settings }, null, 2));
    it.common = ['--user-data-dir', data, '--extensions-dir', path.join(it.home, 'extensions'), '--config', path.join(it.home, 'config.yaml')];
    fs.writeFileSync(path.join(it.home, 'config.yaml'), 'auth: none\n');
    fs.cpSync(EXTENSIONS, path.join(it.home, 'extensions'), { recursive: true });
    it.port = await freePort();
    await it.#serve(trusted);
    await it.#browse(size, scale, open);
    return it;
  }

  async #serve(trusted) {
    const flags = ['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override', '--disable-file-downloads'];
    if (trusted) {
      flags.push('--disable-workspace-trust');
    }
    const address = ['--bind-addr', `127.0.0.1:${this.port}`, '--auth', 'none', '--ignore-last-opened'];
    this.log = fs.openSync(path.join(this.home, 'server.log'), 'w');
    // A group of its own, so that it can be ended with all that it started.
    this.server = spawn(CODE_SERVER, [...this.common, ...address, ...flags, this.folder], {
      env: CODE_ENVIRONMENT,
      stdio: ['ignore', this.log, this.log],
      detached: true,
    });
    await this.until('code-server answers', () => fetch(`http://127.0.0.1:${this.port}/healthz`).then(answer => answer.ok, () => false));
  }

  async #browse(size, scale, open) {
    this.browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    });
    this.context = await this.browser.newContext({ viewport: size, deviceScaleFactor: scale });
    this.context.setDefaultTimeout(PATIENCE);
    this.page = await this.context.newPage();
    /** Hosts other than this machine that were asked for; none is let through. */
    this.outside = new Set();
    await this.context.route('**/*', route => {
      const url = new URL(route.request().url());
      if (url.hostname === '127.0.0.1' || !/^(https?|wss?):$/.test(url.protocol)) {
        return route.continue();
      }
      this.outside.add(url.host);
      return route.abort();
    });
    const payload = open ? [['openFile', `vscode-remote://127.0.0.1:${this.port}${this.folder}/${open}`]] : [];
    await this.page.goto(`http://127.0.0.1:${this.port}/?folder=${this.folder}&payload=${encodeURIComponent(JSON.stringify(payload))}`);
    await this.page.waitForSelector('.monaco-workbench');
  }

  async stop() {
    await this.browser?.close();
    if (this.server?.pid) {
      this.#signal('SIGTERM');
      // What still runs would write into the folder that is removed.
      await this.until('code-server and all that it started end', () => !this.#signal(0)).catch(() => this.#signal('SIGKILL'));
    }
    fs.closeSync(this.log);
    fs.rmSync(this.home, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }

  /** Signals code-server and all that it started; `false` where none of them runs. */
  #signal(signal) {
    try {
      return process.kill(-this.server.pid, signal);
    } catch {
      return false;
    }
  }

  /** Waits until `condition` gives something, and gives that. */
  async until(what, condition) {
    const end = Date.now() + PATIENCE;
    for (;;) {
      const value = await condition();
      if (value) {
        return value;
      }
      if (Date.now() > end) {
        throw new Error(`waited in vain: ${what}`);
      }
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }

  /** The text of a file of the folder. */
  read(file) {
    return fs.readFileSync(path.join(this.folder, file), 'utf8');
  }

  has(file) {
    return fs.existsSync(path.join(this.folder, file));
  }

  async key(...keys) {
    for (const key of keys) {
      await this.page.keyboard.press(key);
    }
  }

  /** Waits for the quick input, for the one with `placeholder` where that is given, and gives its field. */
  async input(placeholder) {
    const which = placeholder === undefined ? '' : `[placeholder^="${placeholder}"]`;
    const field = this.page.locator(`.quick-input-widget:visible .quick-input-box input${which}`);
    await field.waitFor();
    return field;
  }

  /** Writes `text` into the input box with `placeholder`, and accepts it. */
  async write(placeholder, text) {
    await (await this.input(placeholder)).fill(text);
    await this.key('Enter');
  }

  /** Runs a command from the palette, by its title. */
  async palette(title) {
    await this.key('F1');
    await (await this.input()).fill(`>${title}`);
    await this.choose(title);
  }

  /**
   * Goes down the open picker to the row called `name`, by what a screen reader says of it ("name, description, ..."), and
   * accepts it; gives what is said.
   */
  async choose(name) {
    const fits = label => label === name || label.startsWith(`${name}, `);
    const focused = this.page.locator('.quick-input-widget:visible .quick-input-list .monaco-list-row.focused').first();
    const words = async () => ((await focused.count()) > 0 ? await focused.getAttribute('aria-label') : undefined);
    const label = await this.until(`a row is called ${name}`, async () => {
      const label = await words();
      if (label !== undefined && !fits(label)) {
        await this.key('ArrowDown');
      }
      return label !== undefined && fits(label) && label;
    });
    await this.key('Enter');
    return label;
  }

  /** Closes the editor in front. */
  async close() {
    await this.palette('View: Close Editor');
  }

  /** The rows that the open picker offers. */
  rows() {
    return this.page.locator('.quick-input-widget:visible .quick-input-list .monaco-list-row');
  }

  /** Chooses from an open picker by typing a part of what is wanted. */
  async pick(text, words = text) {
    await (await this.input()).fill(text);
    await this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: words }).first().waitFor();
    await this.key('Enter');
  }

  /** Title of the open picker. */
  async pickerTitle() {
    await this.input();
    return this.page.locator('.quick-input-widget:visible .quick-input-title').innerText();
  }

  /** The status bar's item of the extension, as a screen reader says it; `undefined` while it is not there. */
  async statusLabel() {
    const item = this.page.locator('.statusbar-item[id="perspective-ls.perspective-ls.perspective.status"] a');
    return (await item.count()) > 0 ? item.first().getAttribute('aria-label') : undefined;
  }

  /** Saves the editor until the file on disk is as `fits` wants it; gives its text. */
  async saved(file, fits) {
    return this.until(`${file} is saved as wanted`, async () => {
      await this.key('Control+1', 'Control+S');
      const text = this.read(file);
      return fits(text) && text;
    });
  }

  /** The first file below the folder whose path fits. */
  find(pattern) {
    return fs.readdirSync(this.folder, { recursive: true }).find(file => pattern.test(file));
  }

  /** Goes to the row of the tree in front that begins with `text`, by the tree's own search. */
  async typeInTree(text) {
    await this.page.locator('.pane-body .monaco-list:focus-within').waitFor();
    await this.key('Home');
    for (let row = 0; row < 60; row += 1) {
      const label = await this.page.locator('.pane-body .monaco-list-row.focused').first().getAttribute('aria-label');
      if (label?.startsWith(text)) {
        return;
      }
      await this.key('ArrowDown');
    }
    throw new Error(`no row begins with ${text}`);
  }

  /** Waits for a notification that says `text`; gives it. */
  async notified(text) {
    const shown = this.page.locator('.notification-list-item', { hasText: text }).first();
    await shown.waitFor();
    return shown;
  }

  /** Waits for the tab in front to be that of `file`. */
  async inFront(file) {
    const name = path.basename(file);
    const folder = path.basename(path.dirname(file));
    await this.until(`${folder}/${name} is in front`, async () => {
      const title = await this.page.locator('.breadcrumbs-control').first().innerText();
      return title.includes(folder) && title.includes(name);
    });
  }

  /** Puts the cursor at the first place of `text` in the editor, by its search. */
  async goTo(text) {
    await this.key('Control+1', 'Control+Home', 'Control+F');
    const field = this.page.locator('.find-widget.visible textarea').first();
    await field.waitFor();
    await field.fill(text);
    await this.page.locator('.find-widget.visible .matchesCount', { hasText: ' of ' }).waitFor();
    await this.key('Enter', 'Escape');
  }

  /** Makes the side bar `width` pixels wide, by its border. */
  async widen(width) {
    const bar = await this.page.locator('.part.sidebar').boundingBox();
    const [right, middle] = [bar.x + bar.width, bar.y + bar.height / 2];
    await this.page.mouse.move(right, middle);
    await this.page.mouse.down();
    await this.page.mouse.move(bar.x + width, middle, { steps: 5 });
    await this.page.mouse.up();
  }

  async shot(file) {
    await this.page.screenshot({ path: file });
  }

  /** The rows of the checklist's view, as a screen reader says them. */
  async checklist() {
    return this.page.locator('.pane-body .monaco-list[aria-label="Checklist"] .monaco-list-row').evaluateAll(rows => rows.map(row => row.getAttribute('aria-label')));
  }
}
