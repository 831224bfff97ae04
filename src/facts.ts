/** What a report says beside its findings. The types mirror `schema/report.schema.json`. */

import { ICellRef, IFix, ISpan } from './findings';

export type CheckState = 'pass' | 'fail' | 'unknown' | 'na';

/** One line of the checklist. */
export interface ICheckedItem {
  readonly id: string;
  readonly profile: string;
  readonly text: string;
  readonly state: CheckState;
  /** Answered from evidence, or by the author alone. */
  readonly kind: 'auto' | 'ask';
  /** What the state rests on, in words. */
  readonly evidence: string;
  /** The fingerprints of the findings behind the state. */
  readonly findings: readonly string[];
}

export type AccessMode = 'read' | 'write' | 'append';
export type AccessPlace = 'project' | 'outside' | 'shared' | 'tmp' | 'remote';

/** A site that reads or writes a file. */
export interface IAccess {
  readonly cell: ICellRef;
  readonly span: ISpan | null;
  readonly mode: AccessMode;
  readonly call: string;
  /** As far as it is known. */
  readonly path: string | null;
  readonly resolved: boolean;
  /** Null where the path is not known well enough to tell. */
  readonly place: AccessPlace | null;
}

/** What was seen of the live session as a whole. */
export interface ISessionFacts {
  /** The run with which the notebook, as it stands, had run from top to bottom in a new kernel. */
  readonly ran_through: number | null;
}

/** A name that one cell takes from another. */
export interface IDependency {
  readonly name: string;
  readonly cell_id: string;
}

/** What a code cell uses of other cells, and which use it. */
export interface ICellFacts {
  readonly id: string;
  /** A word of `cellStates.ts`, or one that a newer server knows. */
  readonly state: string;
  readonly uses: readonly IDependency[];
  readonly used_by: readonly IDependency[];
}

/** Where a finding is ignored. `once` is known to this page alone; the report tells of the others. */
export type IgnoreScope =
  'once' | 'comment' | 'tag' | 'cell' | 'notebook' | 'project' | 'baseline';

/** A finding that somebody has decided to live with. */
export interface IIgnored {
  readonly fingerprint: string;
  readonly code: string;
  readonly message: string;
  readonly cell: ICellRef | null;
  readonly span: ISpan | null;
  readonly scope: IgnoreScope;
  readonly reason: string;
  /** The last day on which it holds, as in 2027-01-31. */
  readonly until: string | null;
  /** The day on which it was said. */
  readonly since: string | null;
  /** How the rule is named where it is ignored. */
  readonly selector: string;
  /** What takes it out of a comment. */
  readonly restore: IFix | null;
}

/** A checklist that a notebook can be held against. */
export interface IProfile {
  readonly name: string;
  readonly title: string;
}

/** How many items pass of those that apply. */
export function passing(items: readonly ICheckedItem[]): {
  passed: number;
  applicable: number;
} {
  return {
    passed: items.filter(({ state }) => state === 'pass').length,
    applicable: items.filter(({ state }) => state !== 'na').length
  };
}
