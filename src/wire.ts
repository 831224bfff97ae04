import {
  ICellRef,
  IFinding,
  IFix,
  IFixOperation,
  ILimit,
  IPosition,
  IRelated,
  IReport,
  IRule,
  ISpan,
  SEVERITIES
} from './findings';

/** The server's answer is not what the contract promises. */
export class WireError extends Error {
  constructor(where: string, wanted: string) {
    super(`The server's answer is not understood: ${where} is not ${wanted}`);
    this.name = 'WireError';
  }
}

/** Read one notebook's report. Throws `WireError` naming the first member that is wrong. */
export function parseReport(value: unknown): IReport {
  const o = object(value, 'report');
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
    findings: list(o.findings, 'findings', finding),
    limits: list(o.limits ?? [], 'limits', limit)
  };
}

/** Read the server's catalogue of rules. */
export function parseRules(value: unknown): IRule[] {
  return list(object(value, 'catalogue').rules, 'rules', rule);
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

function fix(value: unknown, where: string): IFix {
  const o = object(value, where);
  return {
    title: text(o.title, `${where}.title`),
    safe: flag(o.safe, `${where}.safe`),
    ops: list(o.ops, `${where}.ops`, fixOperation)
  };
}

function fixOperation(value: unknown, where: string): IFixOperation {
  const o = object(value, where);
  return {
    op: oneOf(o.op, `${where}.op`, [
      'replace',
      'insert_cell',
      'move_cell',
      'restore_cell'
    ]),
    cell_id: nullable(o.cell_id, `${where}.cell_id`, text),
    source_hash: nullable(o.source_hash, `${where}.source_hash`, text),
    span: nullable(o.span, `${where}.span`, span),
    text: nullable(o.text, `${where}.text`, text),
    after_id: nullable(o.after_id, `${where}.after_id`, text)
  };
}

function limit(value: unknown, where: string): ILimit {
  const o = object(value, where);
  return {
    cell: nullable(o.cell, `${where}.cell`, cellRef),
    why: text(o.why, `${where}.why`)
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
    practices: list(o.practices ?? [], `${where}.practices`, count)
  };
}

function cellRef(value: unknown, where: string): ICellRef {
  const o = object(value, where);
  return {
    id: text(o.id, `${where}.id`),
    index: count(o.index, `${where}.index`),
    execution_count: nullable(
      o.execution_count,
      `${where}.execution_count`,
      count
    )
  };
}

function span(value: unknown, where: string): ISpan {
  const o = object(value, where);
  return {
    start: position(o.start, `${where}.start`),
    end: position(o.end, `${where}.end`)
  };
}

function position(value: unknown, where: string): IPosition {
  const o = object(value, where);
  return {
    line: count(o.line, `${where}.line`),
    column: count(o.column, `${where}.column`)
  };
}

function object(value: unknown, where: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new WireError(where, 'an object');
  }
  return value as Record<string, unknown>;
}

function text(value: unknown, where: string): string {
  if (typeof value !== 'string') {
    throw new WireError(where, 'a text');
  }
  return value;
}

function flag(value: unknown, where: string): boolean {
  if (typeof value !== 'boolean') {
    throw new WireError(where, 'true or false');
  }
  return value;
}

function count(value: unknown, where: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw new WireError(where, 'a number');
  }
  return value;
}

function oneOf<T extends string>(
  value: unknown,
  where: string,
  allowed: readonly T[]
): T {
  if (!allowed.includes(value as T)) {
    throw new WireError(where, `one of ${allowed.join(', ')}`);
  }
  return value as T;
}

function list<T>(
  value: unknown,
  where: string,
  item: (value: unknown, where: string) => T
): T[] {
  if (!Array.isArray(value)) {
    throw new WireError(where, 'a list');
  }
  return value.map((entry, i) => item(entry, `${where}[${i}]`));
}

function nullable<T>(
  value: unknown,
  where: string,
  item: (value: unknown, where: string) => T
): T | null {
  return value === null || value === undefined ? null : item(value, where);
}
