import { IFixCell, IPlacedCell } from './fixes';

/** A line of a diff; `gap` stands for lines that are left out. */
export interface IDiffLine {
  readonly kind: 'same' | 'removed' | 'added' | 'gap';
  readonly text: string;
}

/** What a fix does to one cell. Cells are told by their place before the fix; null is no cell at all. */
export type CellChange =
  | {
      readonly kind: 'edit';
      readonly cell: number;
      readonly lines: readonly IDiffLine[];
    }
  | {
      readonly kind: 'new';
      readonly above: number | null;
      readonly lines: readonly IDiffLine[];
    }
  | {
      readonly kind: 'move';
      readonly cell: number;
      readonly above: number | null;
    };

/** What a fix does, from the top of the fixed notebook to its end. */
export function changesOf(
  before: readonly IFixCell[],
  after: readonly IPlacedCell[]
): CellChange[] {
  const changes: CellChange[] = [];
  after.forEach(({ origin, source, isMoved }, i) => {
    const next = after
      .slice(i + 1)
      .find(cell => cell.origin !== null && !cell.isMoved);
    const above = next?.origin ?? null;
    if (origin === null) {
      changes.push({ kind: 'new', above, lines: diffLines('', source) });
      return;
    }
    if (isMoved) {
      changes.push({ kind: 'move', cell: origin, above });
    }
    if (source !== before[origin].source) {
      const lines = diffLines(before[origin].source, source);
      changes.push({ kind: 'edit', cell: origin, lines });
    }
  });
  return changes;
}

// How many unchanged lines are shown around a change.
const CONTEXT = 2;

// Beyond so many comparisons the changed part is shown as replaced as a whole.
const MAX_COMPARISONS = 1_000_000;

/** The lines that differ, with a few around them. */
export function diffLines(before: string, after: string): IDiffLine[] {
  return shortened(allLines(lines(before), lines(after)));
}

function lines(text: string): string[] {
  return text === '' ? [] : text.split(/\r\n|\r|\n/);
}

function allLines(a: string[], b: string[]): IDiffLine[] {
  const shorter = Math.min(a.length, b.length);
  let head = 0;
  while (head < shorter && a[head] === b[head]) {
    head++;
  }
  let tail = 0;
  while (
    tail < shorter - head &&
    a[a.length - 1 - tail] === b[b.length - 1 - tail]
  ) {
    tail++;
  }
  const same = (text: string): IDiffLine => ({ kind: 'same', text });
  return [
    ...a.slice(0, head).map(same),
    ...changed(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    ...a.slice(a.length - tail).map(same)
  ];
}

/** By the longest common subsequence of lines. */
function changed(a: string[], b: string[]): IDiffLine[] {
  const isLong = a.length * b.length > MAX_COMPARISONS;
  const width = b.length + 1;
  const common = new Uint32Array(isLong ? 0 : (a.length + 1) * width);
  if (!isLong) {
    for (let i = a.length - 1; i >= 0; i--) {
      for (let j = b.length - 1; j >= 0; j--) {
        common[i * width + j] =
          a[i] === b[j]
            ? common[(i + 1) * width + j + 1] + 1
            : Math.max(common[(i + 1) * width + j], common[i * width + j + 1]);
      }
    }
  }
  const result: IDiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (!isLong && i < a.length && j < b.length && a[i] === b[j]) {
      result.push({ kind: 'same', text: a[i] });
      i++;
      j++;
    } else if (
      j === b.length ||
      (i < a.length &&
        (isLong || common[(i + 1) * width + j] >= common[i * width + j + 1]))
    ) {
      result.push({ kind: 'removed', text: a[i++] });
    } else {
      result.push({ kind: 'added', text: b[j++] });
    }
  }
  return result;
}

function shortened(all: IDiffLine[]): IDiffLine[] {
  const isNear = all.map((_, i) =>
    all
      .slice(Math.max(0, i - CONTEXT), i + CONTEXT + 1)
      .some(({ kind }) => kind !== 'same')
  );
  const result: IDiffLine[] = [];
  all.forEach((line, i) => {
    if (isNear[i]) {
      result.push(line);
    } else if (result[result.length - 1]?.kind !== 'gap') {
      result.push({ kind: 'gap', text: '' });
    }
  });
  return result;
}
