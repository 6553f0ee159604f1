/** What the server's commands and notifications carry, beyond the Language Server Protocol. */

/** A place in a document, as LSP counts: lines and UTF-16 columns from 0. */
export interface Range {
  start: { line: number; character: number };
  end: { line: number; character: number };
}

/** How a document stands. */
export interface Status {
  uri: string;
  version: number | null;
  /** `other`: it is no perspective. */
  state: 'checked' | 'waiting' | 'failed' | 'other';
  persona: string | null;
  passing: number;
  failing: number;
  /** Items that only a person can decide. */
  review: number;
  waived: number;
  total: number;
  /** Open questions. */
  markers: number;
  /** How many questions may be open. */
  limit: number;
  errors: number;
  warnings: number;
  ready: boolean;
}

export type State = 'pass' | 'fail' | 'review' | 'waived';

export interface Evidence {
  range: Range;
  text: string;
}

export interface Item {
  words: string;
  state: State;
  reason: string | null;
  evidence: Evidence[];
}

export interface Group {
  title: string;
  items: Item[];
}

/** Result of `perspective.checklist`. */
export interface Checklist {
  status: Status;
  groups: Group[];
  /** Its file, where there is one. */
  file: string | null;
  summary?: { before: number; after: number; newlyPassing: string[]; regressions: string[]; iteration: number };
}

export interface Option {
  label: string;
  answer: string;
  implication: string | null;
  /** Whether it only says that an answer belongs here, and cannot be chosen. */
  prompt?: boolean;
}

export interface Question {
  number: number;
  topic: string;
  context: string | null;
  question: string;
  impact: string | null;
  options: Option[];
}

/** Result of `perspective.questions`. */
export interface Questions {
  /** The sheet, where there is one. */
  uri: string | null;
  questions: Question[];
}

/** Result of `perspective.answer`. */
export interface Answered {
  answered: number;
  open: number;
  status: Status;
}

/** Result of `perspective.new`. */
export interface Made {
  uri: string;
  personaFile: string;
  branchName: string;
  persona: string;
}

/** Result of `perspective.personas`. */
export interface Personas {
  personas: { id: string; name: string; description: string }[];
}

/** Result of `perspective.report`. */
export interface Report {
  text: string;
  html?: string | null;
}
