/** What is said to people. No state is told by colour or by an icon alone. */
import type { Checklist, Item, Option, Status } from './protocol';

/** `1 question`, `2 questions`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function settled(status: Status): number {
  return status.passing + status.waived;
}

/** The text in the status bar: `12/15, 3 questions open`. */
export function brief(status: Status): string {
  if (status.state === 'waiting') {
    return 'checking';
  }
  if (status.state !== 'checked') {
    return 'check failed';
  }
  const verdict = `${settled(status)}/${status.total}`;
  if (status.ready) {
    return `${verdict}, ready`;
  }
  return status.markers > 0 ? `${verdict}, ${count(status.markers, 'question')} open` : verdict;
}

/** The same in a sentence. */
export function sentence(status: Status): string {
  if (status.state === 'waiting') {
    return 'This perspective is being checked.';
  }
  if (status.state !== 'checked') {
    return 'This perspective could not be checked; the log says why.';
  }
  const parts = [`${status.passing} of ${count(status.total, 'item')} pass`];
  const add = (number: number, words: string) => number > 0 && parts.push(`${number} ${words}`);
  add(status.failing, status.failing === 1 ? 'fails' : 'fail');
  add(status.waived, 'waived');
  add(status.review, 'for a person to decide');
  if (status.markers > 0) {
    parts.push(`${count(status.markers, 'question')} open (${status.limit} allowed)`);
  }
  add(status.errors, status.errors === 1 ? 'error' : 'errors');
  return `${parts.join(', ')}. ${status.ready ? 'Ready for the next phase.' : 'Not ready yet.'}`;
}

/** A state as one reads it at an item. */
export const STATES: Record<Item['state'], string> = {
  pass: 'passes',
  fail: 'fails',
  review: 'for a person to decide',
  waived: 'waived',
};

/** What a screen reader says of an item. */
export function spoken(item: Item): string {
  const reason = item.reason ? ` ${item.reason}` : '';
  return `${item.words}: ${STATES[item.state]}.${reason}`;
}

/** What is said of a checklist that was written to `file`. */
export function written(checklist: Checklist, file: string): string {
  const { newlyPassing = [], regressions = [] } = checklist.summary ?? {};
  const changes = [
    newlyPassing.length > 0 && `${count(newlyPassing.length, 'item')} newly passing`,
    regressions.length > 0 && `${count(regressions.length, 'item')} no longer passing`,
  ].filter(it => it !== false);
  return `Checklist written to ${file}${changes.length > 0 ? `: ${changes.join(', ')}` : ''}.`;
}

/** The label of the option that takes an answer in the user's own words. */
export const CUSTOM = 'Custom';

/** Answers in the form that the server reads: `Q1: A, Q2: Custom - "90 days"`. */
export function answers(given: ReadonlyMap<number, Pick<Option, 'label'> | { custom: string }>): string {
  return [...given]
    .map(([number, answer]) => `Q${number}: ${'custom' in answer ? `${CUSTOM} - ${quoted(answer.custom)}` : answer.label}`)
    .join(', ');
}

/** In quotation marks an answer is read as one, whatever stands in it; so it may hold none of its own. */
function quoted(text: string): string {
  return `"${text.trim().replace(/\s+/g, ' ').replace(/["“”„]/g, "'")}"`;
}
