/** The status bar's item, and what is known of the document in front. */
import * as vscode from 'vscode';

import type { Status } from './protocol';
import { LANGUAGES, type Server } from './server';
import { brief, sentence } from './words';

/** Follows the perspective that is in front. */
export class Current implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('perspective.status', vscode.StatusBarAlignment.Left, 0);
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly disposables: vscode.Disposable[] = [this.item, this.changed];
  private front: vscode.TextDocument | undefined;
  private known: Status | undefined;

  /** Another perspective is in front, or it was checked again. */
  readonly onChange = this.changed.event;

  constructor(private readonly server: Server) {
    this.item.name = 'Perspective';
    this.item.command = 'perspective.showChecklist';
    this.disposables.push(
      server.onStatus(status => status.uri === this.front?.uri.toString() && this.show(status)),
      server.onRunning(() => void this.look()),
      vscode.window.onDidChangeActiveTextEditor(() => void this.look()),
    );
  }

  dispose(): void {
    this.disposables.forEach(it => it.dispose());
  }

  /** The perspective in front and how it stands. */
  get(): { uri: vscode.Uri; status: Status } | undefined {
    return this.known && { uri: vscode.Uri.parse(this.known.uri), status: this.known };
  }

  /** Asks how the document in front stands. */
  async look(): Promise<void> {
    this.front = documentInFront(this.front);
    const document = this.front;
    const status = document && (await this.server.status(document.uri));
    if (document === this.front) {
      this.show(status);
    }
  }

  private show(status: Status | undefined): void {
    this.known = status && status.state !== 'other' ? status : undefined;
    void vscode.commands.executeCommand('setContext', 'perspective.active', this.known !== undefined);
    if (this.known) {
      const failed = this.known.state === 'failed';
      this.item.text = `$(${failed ? 'warning' : 'checklist'}) ${brief(this.known)}`;
      this.item.tooltip = `${sentence(this.known)} Click for the checklist.`;
      this.item.accessibilityInformation = { label: `Perspective: ${sentence(this.known)}` };
      this.item.backgroundColor = failed ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
      this.item.show();
    } else {
      this.item.hide();
    }
    this.changed.fire();
  }
}

/** The Markdown document in front. A view, a panel or its output in front leaves the one `before` where it is. */
function documentInFront(before: vscode.TextDocument | undefined): vscode.TextDocument | undefined {
  const editor = vscode.window.activeTextEditor;
  const document = editor?.document;
  if (document && ['file', 'untitled'].includes(document.uri.scheme)) {
    return LANGUAGES.includes(document.languageId) ? document : undefined;
  }
  return vscode.window.visibleTextEditors.some(it => it.document === before) ? before : undefined;
}
