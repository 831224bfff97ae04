import { count, list, nullable, object, oneOf, text } from './decoding';
import { IProfile } from './facts';
import {
  IFinding,
  ILimit,
  IRelated,
  IReport,
  IRule,
  SEVERITIES
} from './findings';
import {
  access,
  cellFacts,
  checkedItem,
  ignored,
  sessionFacts
} from './wireFacts';
import { fix } from './wireFix';
import { cellRef, span } from './wirePlaces';

export { WireError } from './decoding';

// The lists of a report, and what reads an entry of each.
const ENTRIES = {
  findings: finding,
  verdict_findings: text,
  checklist: checkedItem,
  accesses: access,
  cells: cellFacts,
  ignored,
  limits: limit
} as const;

/** A list of a report. */
export type ReportList = keyof typeof ENTRIES;
export const REPORT_LISTS = Object.keys(ENTRIES) as readonly ReportList[];

/** Read an entry of one of a report's lists. */
export function readEntry(
  name: ReportList,
  value: unknown,
  where: string
): unknown {
  return ENTRIES[name](value, where);
}

/**
 * Read one notebook's report. Throws `WireError` naming the first member that is wrong. `entry` reads the entries of its
 * lists.
 */
export function parseReport(value: unknown, entry = readEntry): IReport {
  const o = object(value, 'report');
  const entries = <T extends ReportList>(name: T, of: unknown) =>
    list(of, name, (each, where) => entry(name, each, where)) as ReturnType<
      (typeof ENTRIES)[T]
    >[];
  return {
    path: text(o.path, 'path'),
    language: nullable(o.language, 'language', text),
    verdict: oneOf(o.verdict, 'verdict', [
      'fails',
      'doubtful',
      'plausible',
      'verified',
      'unknown'
    ]),
    verdict_findings: entries('verdict_findings', o.verdict_findings ?? []),
    findings: entries('findings', o.findings),
    checklist: entries('checklist', o.checklist ?? []),
    accesses: entries('accesses', o.accesses ?? []),
    cells: entries('cells', o.cells ?? []),
    session: nullable(o.session, 'session', sessionFacts) ?? undefined,
    ignored: entries('ignored', o.ignored ?? []),
    limits: entries('limits', o.limits ?? [])
  };
}

/** Read the server's catalogue of rules. */
export function parseRules(value: unknown): IRule[] {
  return list(object(value, 'catalogue').rules, 'rules', rule);
}

/** Read the list of checklists that there are. */
export function parseProfiles(value: unknown): IProfile[] {
  return list(object(value, 'profiles').profiles, 'profiles', profile);
}

function finding(value: unknown, where: string): IFinding {
  const o = object(value, where);
  return {
    code: text(o.code, `${where}.code`),
    name: text(o.name, `${where}.name`),
    message: text(o.message, `${where}.message`),
    severity: oneOf(o.severity, `${where}.severity`, SEVERITIES),
    confidence: oneOf(o.confidence, `${where}.confidence`, [
      'proven',
      'likely',
      'possible'
    ]),
    evidence: oneOf(o.evidence, `${where}.evidence`, [
      'static',
      'recorded',
      'session',
      'clean-run'
    ]),
    cell: nullable(o.cell, `${where}.cell`, cellRef),
    span: nullable(o.span, `${where}.span`, span),
    related: list(o.related ?? [], `${where}.related`, related),
    fingerprint: text(o.fingerprint, `${where}.fingerprint`),
    fix: nullable(o.fix, `${where}.fix`, fix),
    practices: list(o.practices ?? [], `${where}.practices`, count)
  };
}

function related(value: unknown, where: string): IRelated {
  const o = object(value, where);
  return {
    cell: nullable(o.cell, `${where}.cell`, cellRef),
    span: nullable(o.span, `${where}.span`, span),
    message: text(o.message, `${where}.message`)
  };
}

function limit(value: unknown, where: string): ILimit {
  const o = object(value, where);
  return {
    cell: nullable(o.cell, `${where}.cell`, cellRef),
    why: text(o.why, `${where}.why`),
    kind: o.kind === 'ignore' ? 'ignore' : 'analysis'
  };
}

function rule(value: unknown, where: string): IRule {
  const o = object(value, where);
  return {
    code: text(o.code, `${where}.code`),
    name: text(o.name, `${where}.name`),
    summary: text(o.summary, `${where}.summary`),
    severity: oneOf(o.severity, `${where}.severity`, SEVERITIES),
    why: text(o.why, `${where}.why`),
    fix: text(o.fix, `${where}.fix`),
    practices: list(o.practices ?? [], `${where}.practices`, count),
    bad: list(o.bad ?? [], `${where}.bad`, text),
    good: list(o.good ?? [], `${where}.good`, text)
  };
}

function profile(value: unknown, where: string): IProfile {
  const o = object(value, where);
  return {
    name: text(o.name, `${where}.name`),
    title: text(o.title, `${where}.title`)
  };
}
