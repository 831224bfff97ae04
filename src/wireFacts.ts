import { count, flag, list, nullable, object, oneOf, text } from './decoding';
import {
  IAccess,
  ICellFacts,
  ICheckedItem,
  IDependency,
  IIgnored,
  ISessionFacts
} from './facts';
import { fix } from './wireFix';
import { cellRef, span } from './wirePlaces';

export function checkedItem(value: unknown, where: string): ICheckedItem {
  const o = object(value, where);
  return {
    id: text(o.id, `${where}.id`),
    profile: text(o.profile, `${where}.profile`),
    text: text(o.text, `${where}.text`),
    state: oneOf(o.state, `${where}.state`, ['pass', 'fail', 'unknown', 'na']),
    kind: oneOf(o.kind, `${where}.kind`, ['auto', 'ask']),
    evidence: text(o.evidence, `${where}.evidence`),
    findings: list(o.findings ?? [], `${where}.findings`, text)
  };
}

export function access(value: unknown, where: string): IAccess {
  const o = object(value, where);
  return {
    cell: cellRef(o.cell, `${where}.cell`),
    span: nullable(o.span, `${where}.span`, span),
    mode: oneOf(o.mode, `${where}.mode`, ['read', 'write', 'append']),
    call: text(o.call, `${where}.call`),
    path: nullable(o.path, `${where}.path`, text),
    resolved: flag(o.resolved, `${where}.resolved`),
    place: nullable(o.place, `${where}.place`, place)
  };
}

function place(value: unknown, where: string) {
  return oneOf(value, where, [
    'project',
    'outside',
    'shared',
    'tmp',
    'remote'
  ] as const);
}

export function sessionFacts(value: unknown, where: string): ISessionFacts {
  const o = object(value, where);
  return {
    ran_through: nullable(o.ran_through, `${where}.ran_through`, count)
  };
}

export function cellFacts(value: unknown, where: string): ICellFacts {
  const o = object(value, where);
  return {
    id: text(o.id, `${where}.id`),
    state: text(o.state ?? '', `${where}.state`),
    uses: list(o.uses ?? [], `${where}.uses`, dependency),
    used_by: list(o.used_by ?? [], `${where}.used_by`, dependency)
  };
}

function dependency(value: unknown, where: string): IDependency {
  const o = object(value, where);
  return {
    name: text(o.name, `${where}.name`),
    cell_id: text(o.cell_id, `${where}.cell_id`)
  };
}

export function ignored(value: unknown, where: string): IIgnored {
  const o = object(value, where);
  return {
    fingerprint: text(o.fingerprint, `${where}.fingerprint`),
    code: text(o.code, `${where}.code`),
    message: text(o.message, `${where}.message`),
    cell: nullable(o.cell, `${where}.cell`, cellRef),
    span: nullable(o.span, `${where}.span`, span),
    scope: oneOf(o.scope, `${where}.scope`, [
      'comment',
      'tag',
      'cell',
      'notebook',
      'project',
      'baseline'
    ]),
    reason: text(o.reason, `${where}.reason`),
    until: nullable(o.until, `${where}.until`, text),
    since: nullable(o.since, `${where}.since`, text),
    selector: text(o.selector, `${where}.selector`),
    restore: nullable(o.restore, `${where}.restore`, fix)
  };
}
