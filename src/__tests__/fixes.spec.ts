import { createHash } from 'crypto';

import { IFix, IFixOperation } from '../findings';
import { fixedCells, IFixCell, sourceHash } from '../fixes';
import { RefusedFix } from '../refusal';

const CELLS: IFixCell[] = [
  { id: 'a', source: 'x = 1' },
  { id: 'b', source: 'print(y)' },
  { id: 'c', source: 'y = 2' }
];

function operation(parts: Partial<IFixOperation>): IFixOperation {
  return {
    op: 'replace',
    cell_id: null,
    source_hash: null,
    span: null,
    text: null,
    after_id: null,
    ...parts
  };
}

function replace(
  cell: IFixCell,
  [line, from, to]: [number, number, number],
  text: string
): IFixOperation {
  return operation({
    cell_id: cell.id,
    source_hash: sourceHash(cell.source),
    span: { start: { line, column: from }, end: { line, column: to } },
    text
  });
}

function move(cell: IFixCell, after_id: string | null): IFixOperation {
  const source_hash = sourceHash(cell.source);
  return operation({
    op: 'move_cell',
    cell_id: cell.id,
    source_hash,
    after_id
  });
}

const fix = (...ops: IFixOperation[]): IFix => ({ title: '', safe: true, ops });

const sources = (ops: IFixOperation[], cells = CELLS) =>
  fixedCells(fix(...ops), cells, cells).map(({ source }) => source);

const reason = (ops: IFixOperation[], cells: IFixCell[], checked = CELLS) => {
  try {
    fixedCells(fix(...ops), cells, checked);
  } catch (error) {
    return error instanceof RefusedFix ? error.reason : error;
  }
  return null;
};

describe('the hash of a source', () => {
  it('is the SHA-256 of its UTF-8', () => {
    // FIPS 180-4's examples.
    expect(sourceHash('abc')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
    );
    expect(sourceHash('')).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
    );
    for (const text of ['é 🎉', 'x = "日本"\r\n', 'a'.repeat(119)]) {
      const known = createHash('sha256').update(text, 'utf-8').digest('hex');
      expect(sourceHash(text)).toBe(known);
    }
  });

  it('is the same where the browser works it out', () => {
    const browser = jest.requireActual(
      '../../node_modules/lib0/dist/sha256.cjs'
    );
    for (let length = 0; length < 200; length++) {
      const text = 'é'.repeat(length);
      const bytes = browser.digest(new TextEncoder().encode(text));
      expect(Buffer.from(bytes).toString('hex')).toBe(sourceHash(text));
    }
  });
});

describe('replacements', () => {
  it('count columns in code points', () => {
    const cell = { id: 'a', source: 's = "🎉"; f(1)\n🎉 = f()' };
    const ops = [
      replace(cell, [1, 12, 12], ', 2'),
      replace(cell, [2, 4, 5], 'g')
    ];
    expect(sources(ops, [cell])).toEqual(['s = "🎉"; f(1, 2)\n🎉 = g()']);
  });

  it('keep the ends of lines as they are', () => {
    const cell = { id: 'a', source: 'a\r\nb\rc\nd' };
    const ops = [
      replace(cell, [2, 0, 1], 'B'),
      replace(cell, [4, 1, 1], 'D'),
      replace(cell, [3, 0, 0], 'C')
    ];
    expect(sources(ops, [cell])).toEqual(['a\r\nB\rCc\ndD']);
  });

  it('leave other cells alone, whatever was done to them since the check', () => {
    const cells = [CELLS[0], { id: 'z', source: 'new' }];
    expect(reason([replace(CELLS[0], [1, 4, 5], '3')], cells)).toBeNull();
  });

  it('are refused when they overlap, are in one place or beyond the cell', () => {
    const [a] = CELLS;
    const at = (from: number, to: number) => replace(a, [1, from, to], '?');
    expect(reason([at(0, 3), at(2, 4)], CELLS)).toBe('invalid');
    expect(reason([at(2, 2), at(2, 2)], CELLS)).toBe('invalid');
    expect(reason([at(3, 2)], CELLS)).toBe('invalid');
    expect(reason([replace(a, [2, 0, 0], '?')], CELLS)).toBe('invalid');
    expect(reason([at(0, 2), at(2, 4)], CELLS)).toBeNull();
  });
});

describe('a fix of what has changed', () => {
  const [a, b, c] = CELLS;

  it('is refused when the source of its cell is another', () => {
    const cells = [{ ...a, source: 'x = 1 ' }, b, c];
    expect(reason([replace(a, [1, 0, 1], 'z')], cells)).toBe('cell');
    expect(reason([move(a, 'c')], cells)).toBe('cell');
  });

  it('is refused when its cell is gone, or that behind which it puts one', () => {
    expect(reason([replace(a, [1, 0, 1], 'z')], [b, c])).toBe('cell');
    const insert = operation({ op: 'insert_cell', text: '', after_id: 'a' });
    expect(reason([insert], [b, c])).toBe('cell');
  });

  it('is refused when it rests on the whole notebook, and another cell changed', () => {
    const insert = operation({ op: 'insert_cell', text: 's', after_id: 'a' });
    const cells = [a, b, { ...c, source: 'y = 3' }];
    expect(reason([insert], cells)).toBe('notebook');
    expect(reason([move(b, null)], cells)).toBe('notebook');
    expect(reason([move(b, null)], [a, c, b])).toBe('notebook');
    expect(reason([insert], CELLS)).toBeNull();
  });
});

describe('cells', () => {
  const [a, b, c] = CELLS;
  const ids = (ops: IFixOperation[]) =>
    fixedCells(fix(...ops), CELLS, CELLS).map(({ id }) => id);

  it('are moved up, down and to the top', () => {
    expect(ids([move(c, 'a')])).toEqual(['a', 'c', 'b']);
    expect(ids([move(a, 'b')])).toEqual(['b', 'a', 'c']);
    expect(ids([move(c, null), move(b, 'c')])).toEqual(['c', 'b', 'a']);
    expect(ids([move(b, 'c'), move(c, null)])).toEqual(['c', 'b', 'a']);
  });

  it('are not moved behind each other in a circle, nor twice', () => {
    expect(reason([move(a, 'c'), move(a, 'b')], CELLS)).toBe('invalid');
    expect(reason([move(a, 'b'), move(b, 'a')], CELLS)).toBe('invalid');
  });

  it('are put in, a deleted one under the id that it had', () => {
    const insert = operation({ op: 'insert_cell', cell_id: 'n', text: 'n' });
    const restore = operation({
      op: 'restore_cell',
      cell_id: 'd',
      text: 'd',
      after_id: 'b'
    });
    expect(ids([insert, restore])).toEqual([null, 'a', 'b', 'd', 'c']);
    expect(sources([insert, restore])[0]).toBe('n');
  });

  it('can be moved and changed at once', () => {
    const ops = [move(c, 'a'), replace(c, [1, 4, 5], '3')];
    expect(sources(ops)).toEqual(['x = 1', 'y = 3', 'print(y)']);
  });
});
