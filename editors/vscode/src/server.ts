/** The server's process and the talk with it. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import {
  LanguageClient,
  RevealOutputChannelOn,
  State,
  type ExecuteCommandSignature,
  type LanguageClientOptions,
  type StaticFeature,
} from 'vscode-languageclient/node';

import { find } from './binary';
import type { Status } from './protocol';
import { serverSettings } from './settings';

/** Markdown by all the names that VS Code has for it. */
export const LANGUAGES = ['markdown', 'prompt', 'instructions', 'chatagent', 'skill'];

const SELECTOR = LANGUAGES.flatMap(language => [
  { language, scheme: 'file' },
  { language, scheme: 'untitled' },
]);

/** Runs a command of the server that came from a code lens or a code action; `false` if it is not for the client. */
export type Intercept = (command: string, args: unknown[]) => false | Thenable<unknown>;

export class Server implements vscode.Disposable {
  private client: LanguageClient | undefined;
  /** Starting and stopping, one after the other. */
  private queue: Promise<void> = Promise.resolve();
  private readonly changed = new vscode.EventEmitter<Status>();
  private readonly toggled = new vscode.EventEmitter<boolean>();

  /** A document was checked. */
  readonly onStatus = this.changed.event;
  /** The server runs, or it does not. */
  readonly onRunning = this.toggled.event;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly log: vscode.LogOutputChannel,
    private readonly intercept: Intercept,
  ) {}

  start(): Promise<void> {
    return this.enqueue(() => this.launch());
  }

  restart(): Promise<void> {
    return this.enqueue(async () => {
      await this.halt();
      await this.launch();
    });
  }

  stop(): Promise<void> {
    return this.enqueue(() => this.halt());
  }

  dispose(): void {
    this.changed.dispose();
    this.toggled.dispose();
  }

  /** Runs a command of the server with `argument`; `undefined`, and an error told, where it cannot. */
  async run<T>(command: string, argument: object): Promise<T | undefined> {
    await this.queue;
    const client = this.client;
    if (!client?.isRunning()) {
      void this.tell('The server does not run.');
      return undefined;
    }
    if (!client.initializeResult?.capabilities.executeCommandProvider?.commands.includes(command)) {
      void this.tell(`The server does not know the command ${command}: it is older than this extension.`);
      return undefined;
    }
    try {
      return await client.sendRequest<T>('workspace/executeCommand', { command, arguments: [argument] });
    } catch (error) {
      void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }

  /** How a document stands; `undefined` where the server does not run or does not say. */
  async status(uri: vscode.Uri): Promise<Status | undefined> {
    const client = this.client;
    if (!client?.isRunning()) {
      return undefined;
    }
    try {
      return await client.sendRequest<Status>('perspective/status', { textDocument: { uri: uri.toString() } });
    } catch (error) {
      this.log.debug(`no status of ${uri.toString()}: ${String(error)}`);
      return undefined;
    }
  }

  /** An LSP range as VS Code has it. */
  range(range: { start: { line: number; character: number }; end: { line: number; character: number } }): vscode.Range {
    return new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character);
  }

  private enqueue(step: () => Promise<void>): Promise<void> {
    const next = this.queue.then(step);
    this.queue = next.catch(error => this.log.error(String(error)));
    return this.queue;
  }

  private async launch(): Promise<void> {
    const configured = vscode.workspace.getConfiguration('perspective').get<string>('server.path')?.trim();
    const found = find({
      setting: vscode.workspace.isTrusted ? configured : undefined,
      extension: this.context.extensionPath,
      searched: process.env.PATH,
      windows: process.platform === 'win32',
    });
    if ('problem' in found) {
      this.log.error(found.problem);
      void this.tell(found.problem);
      return;
    }
    this.log.info(`Server: ${found.command}, from ${found.source}, ${await version(found.command)}`);
    const client = new LanguageClient('perspective', 'Perspectives', { command: found.command, args: ['server'] }, this.options());
    client.registerFeature(STATUS_FEATURE);
    client.onNotification('perspective/statusChanged', (status: Status) => this.changed.fire(status));
    client.onDidChangeState(({ newState }) => {
      if (newState !== State.Starting) {
        this.toggled.fire(newState === State.Running);
      }
    });
    this.client = client;
    try {
      await client.start();
    } catch (error) {
      this.log.error(String(error));
      void this.tell(`The server does not start: ${found.command}.`);
    }
  }

  private async halt(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    if (client?.needsStop()) {
      await client.stop();
    }
    await client?.dispose();
  }

  private options(): LanguageClientOptions {
    return {
      documentSelector: SELECTOR,
      outputChannel: this.log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions: serverSettings(),
      synchronize: { configurationSection: 'perspective' },
      middleware: {
        executeCommand: (command: string, args: unknown[], next: ExecuteCommandSignature) =>
          this.intercept(command, args) || next(command, args),
        workspace: {
          // The extension's own settings are not the server's.
          didChangeConfiguration: async () => {
            await this.client?.sendNotification('workspace/didChangeConfiguration', { settings: { perspective: serverSettings() } });
          },
          configuration: params =>
            params.items.map(item =>
              item.section === 'perspective' ? serverSettings(item.scopeUri ? vscode.Uri.parse(item.scopeUri) : undefined) : null,
            ),
        },
      },
    };
  }

  private async tell(problem: string): Promise<void> {
    const settings = 'Open Settings';
    const log = 'Show Log';
    const choice = await vscode.window.showErrorMessage(problem, settings, log);
    if (choice === settings) {
      // The setting is one of the machine that the server runs on.
      const command = vscode.env.remoteName ? 'workbench.action.openRemoteSettings' : 'workbench.action.openSettings';
      await vscode.commands.executeCommand(command, { query: 'perspective.server.path' });
    } else if (choice === log) {
      this.log.show();
    }
  }
}

/** Says to the server that this client wants to be told of each check. */
const STATUS_FEATURE: StaticFeature = {
  fillClientCapabilities(capabilities) {
    capabilities.experimental = { ...capabilities.experimental, perspective: { status: true } };
  },
  initialize() {},
  getState: () => ({ kind: 'static' }),
  clear() {},
};

async function version(command: string): Promise<string> {
  try {
    return (await promisify(execFile)(command, ['--version'], { timeout: 5000 })).stdout.trim();
  } catch (error) {
    return `which does not tell its version: ${String(error)}`;
  }
}
