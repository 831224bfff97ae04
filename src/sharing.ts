import { JSONExt, ReadonlyPartialJSONValue } from '@lumino/coreutils';

import { IReport } from './findings';

/** A report whose parts are the objects of the one before, where they say the same: these are not drawn again. */
export function shareReport(before: IReport | null, now: IReport): IReport {
  return before === null
    ? now
    : {
        ...now,
        findings: shareEntries(
          before.findings,
          now.findings,
          finding => finding.fingerprint
        ),
        verdict_findings: shareEntries(
          before.verdict_findings,
          now.verdict_findings,
          fingerprint => fingerprint
        ),
        checklist: shareEntries(
          before.checklist,
          now.checklist,
          item => item.id
        ),
        accesses: shareEntries(
          before.accesses,
          now.accesses,
          ({ cell, span }) =>
            `${cell.id}:${span?.start.line}:${span?.start.column}`
        ),
        cells: shareEntries(before.cells, now.cells, cell => cell.id),
        ignored: shareEntries(
          before.ignored,
          now.ignored,
          entry => entry.fingerprint
        )
      };
}

/** The entries of `now`, those that are as before taken from `before`; the former list itself if all of them are. */
export function shareEntries<T>(
  before: readonly T[],
  now: readonly T[],
  keyOf: (entry: T) => string
): readonly T[] {
  const known = new Map(before.map(entry => [keyOf(entry), entry]));
  const shared = now.map(entry => {
    const old = known.get(keyOf(entry));
    return old !== undefined && isEqual(old, entry) ? old : entry;
  });
  return shared.length === before.length &&
    shared.every((entry, i) => entry === before[i])
    ? before
    : shared;
}

function isEqual(a: unknown, b: unknown): boolean {
  return JSONExt.deepEqual(
    a as ReadonlyPartialJSONValue,
    b as ReadonlyPartialJSONValue
  );
}
