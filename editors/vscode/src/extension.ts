/** The extension: starts the server and wires commands to it. What can live in the server does. */
import * as vscode from 'vscode';

import { answer } from './answer';
import { ChecklistView } from './checklist';
import { create } from './create';
import type { Checklist, Questions } from './protocol';
import { ReportPanel } from './report';
import { Server } from './server';
import { Current } from './status';
import { written } from './words';

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel('Perspectives', { log: true });
  server = new Server(context, log, (command, args) => commands.intercept(command, args));
  const current = new Current(server);
  const checklist = new ChecklistView(server, current);
  const report = new ReportPanel(server);
  const commands = new Commands(server, current, checklist, report);
  const register = (name: string, run: (...args: never[]) => unknown) => vscode.commands.registerCommand(`perspective.${name}`, run);
  context.subscriptions.push(
    log,
    server,
    current,
    checklist,
    report,
    register('newPerspective', () => create(commands.server)),
    register('askQuestions', () => commands.withCurrent(uri => commands.ask(uri))),
    register('answerQuestions', () => commands.withCurrent(uri => answer(commands.server, uri))),
    register('showChecklist', () => checklist.show()),
    register('refreshChecklist', () => checklist.refresh()),
    register('writeChecklist', () => commands.withCurrent(uri => commands.write(uri))),
    register('openReport', () => commands.withCurrent(uri => report.show({ uri: uri.toString() }))),
    register('openFolderReport', () => commands.reportAll()),
    register('restartServer', () => commands.server.restart()),
    register('showLog', () => log.show()),
    vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration('perspective.server')) {
        void commands.server.restart();
      }
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => commands.server.restart()),
  );
  await server.start();
  await current.look();
}

export function deactivate(): Thenable<void> | undefined {
  return server?.stop();
}

class Commands {
  constructor(
    readonly server: Server,
    private readonly current: Current,
    private readonly checklist: ChecklistView,
    private readonly report: ReportPanel,
  ) {}

  /** Commands of the server that want a person: those that lenses and actions carry are asked and shown here. */
  intercept(command: string, args: unknown[]): false | Thenable<unknown> {
    const argument = (args[0] ?? {}) as { uri?: string; answers?: string; write?: boolean };
    const uri = argument.uri === undefined ? this.current.get()?.uri : vscode.Uri.parse(argument.uri);
    switch (command) {
      case 'perspective.new':
        return create(this.server);
      case 'perspective.questions':
      case 'perspective.answer':
        return uri && argument.answers === undefined ? answer(this.server, uri) : false;
      case 'perspective.checklist':
        return uri ? (argument.write ? this.write(uri) : this.checklist.show()) : false;
      case 'perspective.report':
        return uri ? this.report.show({ uri: uri.toString() }) : this.reportAll();
      default:
        return false;
    }
  }

  /** Does `step` with the perspective in front, or says that there is none. */
  withCurrent(step: (uri: vscode.Uri) => Thenable<void>): Thenable<unknown> {
    const current = this.current.get();
    return current ? step(current.uri) : vscode.window.showInformationMessage('Open a perspective first.');
  }

  /** Writes the sheet of questions; the server has it shown. */
  async ask(uri: vscode.Uri): Promise<void> {
    const found = await this.server.run<Questions>('perspective.questions', { uri: uri.toString(), write: true });
    if (found?.questions.length === 0) {
      void vscode.window.showInformationMessage('No question is open in this perspective.');
    }
  }

  /** Writes the checklist's file, which the server has shown, and says what changed in it. */
  async write(uri: vscode.Uri): Promise<void> {
    const result = await this.server.run<Checklist>('perspective.checklist', { uri: uri.toString(), write: true });
    if (result?.file) {
      void vscode.window.showInformationMessage(written(result, vscode.workspace.asRelativePath(vscode.Uri.parse(result.file))));
    }
  }

  async reportAll(): Promise<void> {
    const folders = vscode.workspace.workspaceFolders ?? [];
    const folder = folders.length > 1 ? await vscode.window.showWorkspaceFolderPick() : folders[0];
    if (folder) {
      await this.report.show({ folder: folder.uri.toString() });
    } else if (folders.length === 0) {
      void vscode.window.showInformationMessage('Open a folder with perspectives first.');
    }
  }
}
