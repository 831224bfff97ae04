import { changesOf, diffLines } from '../changes';
import { IPlacedCell } from '../fixes';

const shown = (before: string, after: string) =>
  diffLines(before, after).map(({ kind, text }) => `${kind} ${text}`);

describe('the lines of a diff', () => {
  it('are those that differ, with two around them', () => {
    const before = ['1', '2', '3', '4', '5', '6', '7'].join('\n');
    expect(shown(before, before.replace('4', 'four'))).toEqual([
      'gap ',
      'same 2',
      'same 3',
      'removed 4',
      'added four',
      'same 5',
      'same 6',
      'gap '
    ]);
  });

  it('leave out what lies between two changes', () => {
    const before = Array.from({ length: 9 }, (_, i) => `${i}`);
    const after = ['import x', ...before.slice(0, 8), 'eight'];
    const kinds = diffLines(before.join('\n'), after.join('\n')).map(
      ({ kind }) => kind
    );
    expect(kinds).toEqual([
      'added',
      'same',
      'same',
      'gap',
      'same',
      'same',
      'removed',
      'added'
    ]);
  });

  it('are all new in a new cell', () => {
    expect(shown('', 'a\nb')).toEqual(['added a', 'added b']);
  });

  it('can be put together to both texts', () => {
    const texts = ['', 'a', 'a\nb\na', 'b\na\nb\nb', 'c\nb', 'a\r\nb'];
    for (const before of texts) {
      for (const after of texts) {
        const lines = diffLines(before, after);
        const without = (kind: string) =>
          lines.filter(line => line.kind !== kind).map(({ text }) => text);
        if (!lines.some(({ kind }) => kind === 'gap')) {
          expect(without('added').join('\n')).toBe(before.replace('\r', ''));
          expect(without('removed').join('\n')).toBe(after.replace('\r', ''));
        }
      }
    }
  });

  it('are found in a long cell without much ado', () => {
    const long = (from: number) =>
      Array.from({ length: 20_000 }, (_, i) => `${from + i}`).join('\n');
    expect(diffLines(long(0), long(1_000_000))).toHaveLength(40_000);
  });
});

describe('the changes of a fix', () => {
  const before = ['a', 'b', 'c'].map(id => ({ id, source: id }));
  const placed = (
    origin: number | null,
    source: string,
    isMoved = false
  ): IPlacedCell => ({ origin, id: null, source, isMoved });

  it('say where a cell goes, by one that stays', () => {
    const after = [placed(1, 'b', true), placed(2, 'c', true), placed(0, 'a')];
    expect(changesOf(before, after)).toEqual([
      { kind: 'move', cell: 1, above: 0 },
      { kind: 'move', cell: 2, above: 0 }
    ]);
    const down = [placed(1, 'b'), placed(2, 'c'), placed(0, 'a', true)];
    expect(changesOf(before, down)).toEqual([
      { kind: 'move', cell: 0, above: null }
    ]);
  });

  it('show new and edited cells, and no others', () => {
    const after = [
      placed(null, 'n'),
      placed(0, 'a'),
      placed(1, 'B'),
      placed(2, 'c')
    ];
    expect(changesOf(before, after)).toEqual([
      { kind: 'new', above: 0, lines: [{ kind: 'added', text: 'n' }] },
      {
        kind: 'edit',
        cell: 1,
        lines: [
          { kind: 'removed', text: 'b' },
          { kind: 'added', text: 'B' }
        ]
      }
    ]);
  });
});
