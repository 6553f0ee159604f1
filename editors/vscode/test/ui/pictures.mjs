// Takes the pictures of the READMEs, docs/vscode-light.png and docs/vscode-dark.png: run by `tests/editors/vscode pictures`.
// The example is shown as it is, with its checklist and one of its findings.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Workbench } from './workbench.mjs';

const DOCS = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../../docs');

/** What VS Code shows around a document that says nothing of the extension, left out. */
const PLAIN = {
  'breadcrumbs.enabled': false,
  'editor.lineNumbers': 'on',
  'editor.minimap.enabled': false,
  'editor.stickyScroll.enabled': false,
  'window.title': 'perspectives',
  'workbench.layoutControl.enabled': false,
};

const THEMES = { light: 'Default Light Modern', dark: 'Default Dark Modern' };

for (const [name, theme] of Object.entries(THEMES)) {
  const code = await Workbench.start({
    settings: { ...PLAIN, 'workbench.colorTheme': theme },
    size: { width: 1280, height: 800 },
    // Sharp on a screen of high density.
    scale: 2,
  });
  try {
    await code.page.waitForSelector('.squiggly-warning');
    await code.palette('Perspectives: Show Checklist');
    await code.until('the items', async () => (await code.checklist()).length >= 18);
    await code.widen(440);
    await code.goTo('Improve the onboarding');
    await code.key('Control+K', 'Control+I');
    await code.page.locator('.monaco-hover:visible', { hasText: 'recommendation is vague' }).first().waitFor();
    // The pointer lies where it points at nothing.
    await code.page.mouse.move(240, 700);
    await code.shot(path.join(DOCS, `vscode-${name}.png`));
    console.log(path.join(DOCS, `vscode-${name}.png`));
  } finally {
    await code.stop();
  }
}
