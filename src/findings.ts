/**
 * The wire: what the server says about one notebook, and what it says about its rules.
 *
 * The types mirror `schema/report.schema.json`. Answers are checked where they enter, so that the rest of the front end
 * can rely on them; unknown members are ignored, so that a newer server does not break an older page.
 */

import {
  IAccess,
  ICellFacts,
  ICheckedItem,
  IIgnored,
  ISessionFacts
} from './facts';

export type Severity = 'error' | 'warning' | 'info';
export type Confidence = 'proven' | 'likely' | 'possible';
export type Evidence = 'static' | 'recorded' | 'session' | 'clean-run';
export type Verdict =
  'fails' | 'doubtful' | 'plausible' | 'verified' | 'unknown';

/** Lines count from 1, columns from 0 in code points. */
export interface IPosition {
  readonly line: number;
  readonly column: number;
}

export interface ISpan {
  readonly start: IPosition;
  readonly end: IPosition;
}

/** Where in the notebook: the id is what counts, the index tells cells with the same id apart. */
export interface ICellRef {
  readonly id: string;
  readonly index: number;
  readonly execution_count: number | null;
}

export interface IRelated {
  readonly cell: ICellRef | null;
  readonly span: ISpan | null;
  readonly message: string;
}

export type FixOperationKind =
  'replace' | 'insert_cell' | 'move_cell' | 'restore_cell';

/**
 * One change of a fix. All of them speak of the notebook as it was when it was checked. What is put behind no cell
 * comes first.
 */
export interface IFixOperation {
  readonly op: FixOperationKind;
  readonly cell_id: string | null;
  /** The SHA-256 of the source that the cell must have, in hexadecimal. */
  readonly source_hash: string | null;
  readonly span: ISpan | null;
  readonly text: string | null;
  readonly after_id: string | null;
}

/** What can be done about a finding. A safe fix changes no result. */
export interface IFix {
  readonly title: string;
  readonly safe: boolean;
  readonly ops: readonly IFixOperation[];
}

export interface IFinding {
  readonly code: string;
  readonly name: string;
  readonly message: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly evidence: Evidence;
  readonly cell: ICellRef | null;
  readonly span: ISpan | null;
  readonly related: readonly IRelated[];
  readonly fingerprint: string;
  readonly fix: IFix | null;
  readonly practices: readonly number[];
}

/** What was not analysed, or which ignore has no effect, and why. */
export interface ILimit {
  readonly cell: ICellRef | null;
  readonly why: string;
  readonly kind: 'analysis' | 'ignore';
}

export interface IReport {
  readonly path: string;
  readonly language: string | null;
  readonly verdict: Verdict;
  /** The fingerprints of the findings that the verdict rests on. */
  readonly verdict_findings: readonly string[];
  readonly findings: readonly IFinding[];
  readonly checklist: readonly ICheckedItem[];
  readonly accesses: readonly IAccess[];
  readonly cells: readonly ICellFacts[];
  /** Missing where no live session was looked at. */
  readonly session?: ISessionFacts;
  readonly ignored: readonly IIgnored[];
  readonly limits: readonly ILimit[];
}

/** A rule, as the server explains it. */
export interface IRule {
  readonly code: string;
  readonly name: string;
  readonly summary: string;
  readonly severity: Severity;
  readonly why: string;
  readonly fix: string;
  readonly practices: readonly number[];
  /** Code in which it finds something, the words marked by "# <- words", and code in which it finds nothing. */
  readonly bad: readonly string[];
  readonly good: readonly string[];
}

/** Severities from the gravest to the mildest. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** Confidences from the surest on. */
export const CONFIDENCES: readonly Confidence[] = [
  'proven',
  'likely',
  'possible'
];

/** Whether `confidence` is at least as sure as `threshold`. */
export function isAsSure(
  confidence: Confidence,
  threshold: Confidence
): boolean {
  return CONFIDENCES.indexOf(confidence) <= CONFIDENCES.indexOf(threshold);
}

/** Whether `severity` is at least as grave as `threshold`. */
export function reaches(severity: Severity, threshold: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(threshold);
}

/** How many findings there are of each severity. */
export function countBySeverity(
  findings: readonly IFinding[]
): Record<Severity, number> {
  const counts: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  for (const finding of findings) {
    counts[finding.severity]++;
  }
  return counts;
}

/** Order by place in the notebook; what concerns the notebook as a whole comes last. */
export function byPlace(a: IFinding, b: IFinding): number {
  return (
    (a.cell?.index ?? Infinity) - (b.cell?.index ?? Infinity) ||
    (a.span?.start.line ?? 0) - (b.span?.start.line ?? 0) ||
    (a.span?.start.column ?? 0) - (b.span?.start.column ?? 0)
  );
}
