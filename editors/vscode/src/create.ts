/** A new perspective: whose, what is asked, where. */
import * as vscode from 'vscode';

import type { Made, Personas } from './protocol';
import type { Server } from './server';

/** Asks what is to be known, and makes the perspective. */
export async function create(server: Server): Promise<void> {
  const folder = await pickFolder();
  if (!folder) {
    return;
  }
  const known = await server.run<Personas>('perspective.personas', { folder: folder.uri.toString() });
  if (!known) {
    return;
  }
  const persona = await vscode.window.showQuickPick(
    known.personas.map(it => ({ label: it.name, detail: it.description, id: it.id })),
    { title: 'New Perspective (1 of 2)', placeHolder: 'Whose perspective?', matchOnDetail: true, ignoreFocusOut: true },
  );
  if (!persona) {
    return;
  }
  const request = await vscode.window.showInputBox({
    title: 'New Perspective (2 of 2)',
    prompt: `What should the ${persona.label} give guidance on?`,
    placeHolder: 'Guided onboarding for new support teams',
    ignoreFocusOut: true,
    validateInput: text => (text.trim() ? undefined : 'Say in a sentence what guidance is wanted.'),
  });
  if (!request) {
    return;
  }
  // The server has the document shown.
  await server.run<Made>('perspective.new', { persona: persona.id, request: request.trim(), folder: folder.uri.toString() });
}

async function pickFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) {
    const open = 'Open Folder';
    const choice = await vscode.window.showInformationMessage('Open the folder that the perspective belongs to first.', open);
    if (choice === open) {
      await vscode.commands.executeCommand('vscode.openFolder');
    }
    return undefined;
  }
  return folders.length === 1 ? folders[0] : vscode.window.showWorkspaceFolderPick({ placeHolder: 'Where should the perspective be made?' });
}
