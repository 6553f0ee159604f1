/** Asking the open questions in pickers, one after the other. */
import * as vscode from 'vscode';

import type { Answered, Option, Question, Questions } from './protocol';
import type { Server } from './server';
import { CUSTOM, answers, count } from './words';

interface Pick extends vscode.QuickPickItem {
  option?: Option;
}

type Answer = Option | { custom: string };

/** What came of a question: an answer, passed over, back to the one before, or all given up. */
type Outcome = Answer | 'skip' | 'back' | 'cancel';

/** Asks the open questions of `uri` and hands the answers to the server. */
export async function answer(server: Server, uri: vscode.Uri): Promise<void> {
  const found = await server.run<Questions>('perspective.questions', { uri: uri.toString(), write: false });
  if (!found) {
    return;
  }
  if (found.questions.length === 0) {
    void vscode.window.showInformationMessage('No question is open in this perspective.');
    return;
  }
  const given = await askAll(found.questions);
  if (!given || given.size === 0) {
    return;
  }
  const argument = { uri: uri.toString(), answers: answers(given), partial: given.size < found.questions.length };
  const result = await server.run<Answered>('perspective.answer', argument);
  if (result) {
    const open = result.open === 0 ? 'none is open' : `${result.open} still open`;
    void vscode.window.showInformationMessage(`${count(result.answered, 'question')} answered, ${open}.`);
  }
}

/** The answers by the questions' numbers; `undefined` where the user gave up. */
async function askAll(questions: Question[]): Promise<Map<number, Answer> | undefined> {
  const given = new Map<number, Answer>();
  let at = 0;
  while (at < questions.length) {
    const question = questions[at];
    const outcome = await ask(question, at + 1, questions.length);
    if (outcome === 'cancel') {
      return undefined;
    }
    if (outcome === 'back') {
      at -= 1;
      continue;
    }
    given.delete(question.number);
    if (outcome !== 'skip') {
      given.set(question.number, outcome);
    }
    at += 1;
  }
  return given;
}

async function ask(question: Question, step: number, steps: number): Promise<Outcome> {
  const pick = await choose(question, step, steps);
  if (typeof pick === 'string') {
    return pick;
  }
  if (pick.label !== CUSTOM) {
    return pick;
  }
  const custom = await vscode.window.showInputBox({
    title: title(question, step, steps),
    prompt: question.question,
    placeHolder: 'Your own words; they take the place of the marker',
    ignoreFocusOut: true,
    validateInput: text => (text.trim() ? undefined : 'Write an answer, or press Escape to go back.'),
  });
  return custom === undefined ? ask(question, step, steps) : { custom };
}

function title(question: Question, step: number, steps: number): string {
  return `Question ${step} of ${steps}: ${question.topic}`;
}

function choose(question: Question, step: number, steps: number): Promise<Option | 'skip' | 'back' | 'cancel'> {
  return new Promise(resolve => {
    const picker = vscode.window.createQuickPick<Pick>();
    picker.title = title(question, step, steps);
    picker.placeholder = question.question;
    picker.ignoreFocusOut = true;
    picker.matchOnDetail = true;
    picker.buttons = step > 1 ? [vscode.QuickInputButtons.Back] : [];
    picker.items = [
      ...question.options.filter(option => !option.prompt).map(option => ({
        label: option.label,
        iconPath: option.label === CUSTOM ? new vscode.ThemeIcon('edit') : undefined,
        description: option.label === CUSTOM ? 'Your own words' : option.answer,
        detail: option.label === CUSTOM ? undefined : (option.implication ?? undefined),
        option,
      })),
      { label: 'Skip', iconPath: new vscode.ThemeIcon('debug-step-over'), description: 'Leave this question open' },
    ];
    let outcome: Option | 'skip' | 'back' | 'cancel' = 'cancel';
    picker.onDidTriggerButton(() => {
      outcome = 'back';
      picker.hide();
    });
    picker.onDidAccept(() => {
      const chosen = picker.selectedItems[0];
      if (chosen) {
        outcome = chosen.option ?? 'skip';
        picker.hide();
      }
    });
    picker.onDidHide(() => {
      picker.dispose();
      resolve(outcome);
    });
    picker.show();
  });
}
