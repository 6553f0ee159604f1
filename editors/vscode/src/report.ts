/** The report in a webview. */
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

import { page } from './page';
import type { Report } from './protocol';
import type { Server } from './server';

export class ReportPanel implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;

  constructor(private readonly server: Server) {}

  dispose(): void {
    this.panel?.dispose();
  }

  /** Reports on `subject`: one perspective, or all of a folder. */
  async show(subject: { uri: string } | { folder: string }): Promise<void> {
    const report = await this.server.run<Report>('perspective.report', { ...subject, html: true });
    if (!report?.html) {
      return;
    }
    this.panel ??= this.open();
    this.panel.webview.html = page(report.html, randomBytes(16).toString('hex'));
    this.panel.reveal();
  }

  private open(): vscode.WebviewPanel {
    const panel = vscode.window.createWebviewPanel('perspective.report', 'Perspective Report', vscode.ViewColumn.Active, {
      enableScripts: false,
      enableFindWidget: true,
      localResourceRoots: [],
    });
    panel.onDidDispose(() => (this.panel = undefined));
    return panel;
  }
}
