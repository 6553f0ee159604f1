/** The view of the checklist: groups, their items, the evidence of each. It follows the perspective in front. */
import * as vscode from 'vscode';

import type { Checklist, Evidence, Group, Item, State } from './protocol';
import type { Server } from './server';
import type { Current } from './status';
import { STATES, count, sentence, spoken } from './words';

type Node =
  | { kind: 'group'; group: Group }
  | { kind: 'item'; item: Item; parent: Node }
  | { kind: 'evidence'; evidence: Evidence; parent: Node };

const ICONS: Record<State, [icon: string, color: string]> = {
  pass: ['pass', 'testing.iconPassed'],
  fail: ['error', 'testing.iconFailed'],
  review: ['question', 'list.warningForeground'],
  waived: ['circle-slash', 'disabledForeground'],
};

export class ChecklistView implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly view: vscode.TreeView<Node>;
  private readonly disposables: vscode.Disposable[];
  private uri: vscode.Uri | undefined;
  private roots: Node[] = [];
  private running = false;
  private again = false;

  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly server: Server,
    private readonly current: Current,
  ) {
    this.view = vscode.window.createTreeView('perspective.checklist', { treeDataProvider: this, showCollapseAll: true });
    this.disposables = [
      this.view,
      this.changed,
      current.onChange(() => this.refresh()),
      this.view.onDidChangeVisibility(() => this.refresh()),
    ];
  }

  dispose(): void {
    this.disposables.forEach(it => it.dispose());
  }

  /** Brings the view to the front. */
  async show(): Promise<void> {
    await vscode.commands.executeCommand('perspective.checklist.focus');
  }

  /** Asks anew; while one answer is awaited, at most one more question is kept. */
  async refresh(): Promise<void> {
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = true;
    do {
      this.again = false;
      await this.load();
    } while (this.again);
    this.running = false;
  }

  private async load(): Promise<void> {
    const current = this.current.get();
    const failing = current?.status.failing ?? 0;
    this.view.description = current && `${current.status.passing + current.status.waived}/${current.status.total}`;
    this.view.badge = failing > 0 ? { value: failing, tooltip: `${count(failing, 'item')} of the checklist to mend` } : undefined;
    if (!current || current.status.state !== 'checked') {
      this.set(undefined, undefined);
    } else if (this.view.visible) {
      this.set(current.uri, await this.server.run<Checklist>('perspective.checklist', { uri: current.uri.toString(), write: false }));
    }
  }

  private set(uri: vscode.Uri | undefined, checklist: Checklist | undefined): void {
    this.uri = uri;
    this.roots = (checklist?.groups ?? []).map(group => ({ kind: 'group', group }));
    this.view.message = checklist && sentence(checklist.status);
    this.changed.fire();
  }

  getChildren(node?: Node): Node[] {
    switch (node?.kind) {
      case undefined:
        return this.roots;
      case 'group':
        return node.group.items.map(item => ({ kind: 'item', item, parent: node }));
      case 'item':
        return node.item.evidence.map(evidence => ({ kind: 'evidence', evidence, parent: node }));
      case 'evidence':
        return [];
    }
  }

  getParent(node: Node): Node | undefined {
    return node.kind === 'group' ? undefined : node.parent;
  }

  getTreeItem(node: Node): vscode.TreeItem {
    switch (node.kind) {
      case 'group':
        return this.groupItem(node.group);
      case 'item':
        return this.itemItem(node.item);
      case 'evidence':
        return this.evidenceItem(node.evidence);
    }
  }

  private groupItem(group: Group): vscode.TreeItem {
    const item = new vscode.TreeItem(group.title, vscode.TreeItemCollapsibleState.Expanded);
    const passing = group.items.filter(it => it.state === 'pass' || it.state === 'waived').length;
    item.id = group.title;
    item.description = `${passing} of ${group.items.length} pass`;
    return item;
  }

  private itemItem(item: Item): vscode.TreeItem {
    const state = item.evidence.length > 0 ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None;
    const shown = new vscode.TreeItem(item.words, state);
    const [icon, color] = ICONS[item.state];
    shown.id = item.words;
    shown.iconPath = new vscode.ThemeIcon(icon, new vscode.ThemeColor(color));
    shown.description = STATES[item.state];
    shown.tooltip = spoken(item);
    shown.accessibilityInformation = { label: spoken(item) };
    shown.contextValue = item.state;
    const place = item.evidence[0];
    if (place) {
      shown.command = this.goTo(place);
    }
    return shown;
  }

  private evidenceItem(evidence: Evidence): vscode.TreeItem {
    const item = new vscode.TreeItem(evidence.text.replace(/\s+/g, ' ').trim());
    item.description = `line ${evidence.range.start.line + 1}`;
    item.tooltip = evidence.text;
    item.command = this.goTo(evidence);
    return item;
  }

  private goTo(evidence: Evidence): vscode.Command {
    const selection = this.server.range(evidence.range);
    return { title: 'Go to the Evidence', command: 'vscode.open', arguments: [this.uri, { selection, preview: false }] };
  }
}
