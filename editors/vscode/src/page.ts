/** The server's report as the content of a webview: no script runs, nothing is fetched, the editor's colours hold. */

/** The colours of the page in those of the editor; the page names them as custom properties. */
const COLORS = `
:root, body {
  --text: var(--vscode-editor-foreground);
  --soft: var(--vscode-descriptionForeground);
  --page: var(--vscode-editor-background);
  --line: var(--vscode-editorWidget-border, var(--vscode-panel-border));
  --link: var(--vscode-textLink-foreground);
}
.wide table { min-width: 44rem; }
body { font-family: var(--vscode-font-family); background: var(--vscode-editor-background); color: var(--vscode-editor-foreground); }
body.vscode-dark { --pass: #7ed69a; --fail: #ff9d94; --review: #e8c46a; }
body.vscode-light { --pass: #1a6b36; --fail: #a3261d; --review: #6b4e00; }
body.vscode-high-contrast { --pass: var(--text); --fail: var(--text); --review: var(--text); }
`;

/**
 * `html` as it may be shown: only styles that carry `nonce` hold.
 *
 * @param html the server's page
 * @param nonce letters and digits that nobody can guess
 */
export function page(html: string, nonce: string): string {
  const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}';">`;
  const styled = html.replace(/<style>/g, `<style nonce="${nonce}">`);
  const own = `<style nonce="${nonce}">${COLORS}</style>`;
  return styled.replace(/<head>/, `<head>${policy}`).replace(/<\/head>/, `${own}</head>`);
}
