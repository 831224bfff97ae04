import { digest } from 'lib0/hash/sha256';

import { IFix, IFixOperation, IPosition } from './findings';
import { utf16Column } from './positions';
import { RefusedFix } from './refusal';

/** As much of a cell as a fix looks at. */
export interface IFixCell {
  readonly id: string;
  readonly source: string;
}

/** A cell of the fixed notebook. */
export interface IPlacedCell {
  /** Where it was before; null for a new cell. */
  readonly origin: number | null;
  /** The id that the cell is to have, where it matters. */
  readonly id: string | null;
  readonly source: string;
  /** Whether the fix moves it. */
  readonly isMoved: boolean;
}

/** What a fix is bound to: the SHA-256 of a cell's source in UTF-8, in hexadecimal. */
export function sourceHash(source: string): string {
  // The browser's own is missing where a page comes over plain HTTP.
  return Array.from(digest(new TextEncoder().encode(source)), byte =>
    byte.toString(16).padStart(2, '0')
  ).join('');
}

/**
 * The cells after a fix. Throws `RefusedFix` when a cell is not as the fix expects it. A fix that does more than replace
 * text was weighed with the whole notebook in view, so that all of it must be as it was `checked`.
 */
export function fixedCells(
  fix: IFix,
  cells: readonly IFixCell[],
  checked: readonly IFixCell[]
): IPlacedCell[] {
  const byId = new Map(cells.map((cell, index) => [cell.id, { cell, index }]));
  const replacements = new Map<string, IFixOperation[]>();
  const placed: { after: string | null; cell: IPlacedCell }[] = [];
  const moved = new Set<string>();
  for (const operation of fix.ops) {
    const { op, cell_id, after_id } = operation;
    if (op === 'replace' || op === 'move_cell') {
      const there = byId.get(cell_id ?? '');
      if (!there || sourceHash(there.cell.source) !== operation.source_hash) {
        throw new RefusedFix('cell');
      }
      const { id, source } = there.cell;
      if (op === 'replace') {
        replacements.set(id, [...(replacements.get(id) ?? []), operation]);
      } else if (moved.has(id)) {
        throw new RefusedFix('invalid');
      } else {
        moved.add(id);
        const cell = { origin: there.index, id, source, isMoved: true };
        placed.push({ after: after_id, cell });
      }
    } else {
      // A deleted cell comes back under its own id, by which the kernel's history knows it.
      const id =
        op === 'restore_cell' && cell_id && !byId.has(cell_id) ? cell_id : null;
      const source = operation.text ?? '';
      const cell = { origin: null, id, source, isMoved: false };
      placed.push({ after: after_id, cell });
    }
    if (op !== 'replace' && after_id !== null && !byId.has(after_id)) {
      throw new RefusedFix('cell');
    }
  }
  if (placed.length > 0 && !isSame(cells, checked)) {
    throw new RefusedFix('notebook');
  }
  const staying = cells
    .map(({ id, source }, origin) => ({ origin, id, source, isMoved: false }))
    .filter(({ id }) => !moved.has(id));
  return arranged(staying, placed).map(cell => {
    const operations = cell.origin === null ? null : replacements.get(cell.id!);
    return operations
      ? { ...cell, source: replaced(cell.source, operations) }
      : cell;
  });
}

function isSame(a: readonly IFixCell[], b: readonly IFixCell[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ id, source }, i) => id === b[i].id && source === b[i].source)
  );
}

/** Each of the placed cells right behind the one that it follows, which may be among them. */
function arranged(
  staying: readonly IPlacedCell[],
  placed: readonly { after: string | null; cell: IPlacedCell }[]
): IPlacedCell[] {
  const cells = [...staying];
  const waiting = [...placed];
  while (waiting.length > 0) {
    const next = waiting.findIndex(
      ({ after }) => after === null || cells.some(({ id }) => id === after)
    );
    if (next < 0) {
      throw new RefusedFix('invalid');
    }
    const [{ after, cell }] = waiting.splice(next, 1);
    const at = after === null ? 0 : cells.findIndex(c => c.id === after) + 1;
    cells.splice(at, 0, cell);
  }
  return cells;
}

/** The source after replacements, none of which overlaps another. */
function replaced(
  source: string,
  operations: readonly IFixOperation[]
): string {
  const ends = Array.from(source.matchAll(/\r\n|\r|\n/g));
  const starts = [0, ...ends.map(end => end.index! + end[0].length)];
  const offset = ({ line, column }: IPosition): number => {
    const start = starts[line - 1];
    if (start === undefined) {
      throw new RefusedFix('invalid');
    }
    const end = ends[line - 1]?.index ?? source.length;
    return start + utf16Column(source.slice(start, end), column);
  };
  const changes = operations.map(({ span, text }) => {
    if (!span) {
      throw new RefusedFix('invalid');
    }
    return {
      from: offset(span.start),
      to: offset(span.end),
      text: text ?? ''
    };
  });
  changes.sort((a, b) => b.from - a.from || b.to - a.to);
  let result = source;
  let limit = source.length;
  let last = -1;
  for (const { from, to, text } of changes) {
    if (to < from || to > limit || from === last) {
      throw new RefusedFix('invalid');
    }
    result = result.slice(0, from) + text + result.slice(to);
    limit = last = from;
  }
  return result;
}
