/** The server's settings among the extension's. */
import * as vscode from 'vscode';

/** Settings that are the extension's own. */
const OWN = ['server', 'trace'];

/** What the user set of the server's settings for `scope`; nothing that is only a default. */
export function serverSettings(scope?: vscode.Uri): Record<string, unknown> {
  const configuration = vscode.workspace.getConfiguration('perspective', scope);
  const set: Record<string, unknown> = {};
  for (const key of Object.keys(configuration)) {
    const known = configuration.inspect(key);
    const given = [known?.globalValue, known?.workspaceValue, known?.workspaceFolderValue].some(it => it !== undefined);
    if (known && given && !OWN.includes(key)) {
      set[key] = configuration.get(key);
    }
  }
  return set;
}
