import { IFinding, IPosition, ISpan } from '../findings';

/** A finding that gets a row of its own, with those that stand behind it. */
export interface IFolded {
  readonly finding: IFinding;
  readonly behind: readonly IFinding[];
}

// The same pairs as in the command's text report: what is written where, and the path that is written for it.
const WRITES = ['NDS401', 'NDS402'];
const WRITTEN_PATHS = ['NDP301', 'NDP302', 'NDP303', 'NDP307'];

/** One row for one thing to mend: a write to a place outside leads, a remark on its path stands behind it. */
export function fold(findings: readonly IFinding[]): IFolded[] {
  const behind = new Map<IFinding, IFinding[]>();
  const writes = findings.filter(finding => WRITES.includes(finding.code));
  writes.forEach(write => behind.set(write, []));
  const rest = findings.filter(finding => {
    const write =
      WRITTEN_PATHS.includes(finding.code) &&
      writes.find(
        ({ cell, span }) =>
          cell?.id === finding.cell?.id && overlap(span, finding.span)
      );
    if (write) {
      behind.get(write)!.push(finding);
    }
    return !write;
  });
  return rest.map(finding => ({ finding, behind: behind.get(finding) ?? [] }));
}

function overlap(a: ISpan | null, b: ISpan | null): boolean {
  return (
    a !== null && b !== null && before(a.start, b.end) && before(b.start, a.end)
  );
}

function before(a: IPosition, b: IPosition): boolean {
  return a.line < b.line || (a.line === b.line && a.column < b.column);
}
