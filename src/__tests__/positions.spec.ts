import { SourceLines, utf16Column } from '../positions';

const at = (line: number, column: number) => ({ line, column });
const cut = (source: string, line: number, from: number, to: number) => {
  const { from: a, to: b } = new SourceLines(source).range({
    start: at(line, from),
    end: at(line, to)
  });
  return source.slice(a, b);
};

describe('positions', () => {
  it('are the same in plain text', () => {
    expect(cut('a = 1\nbc = a', 2, 0, 2)).toBe('bc');
  });

  it('count a character beyond the basic plane as two units', () => {
    expect(cut("s = '🐍🐍'; x = y", 1, 14, 15)).toBe('y');
    expect(utf16Column('🐍x', 1)).toBe(2);
  });

  it('count a combining character by itself', () => {
    expect(cut('e\u0301 = x', 1, 5, 6)).toBe('x');
  });

  it('take a line end for one unit, as CodeMirror does', () => {
    const lines = new SourceLines('a\r\nb\rc\nd');
    expect(lines.offset(at(4, 0))).toBe(6);
  });

  it('do not break lines at form feeds and U+2028', () => {
    const lines = new SourceLines('a\u2028b\fc\nd');
    expect(lines.offset(at(2, 0))).toBe(6);
  });

  it('stay inside a source that has become shorter', () => {
    const lines = new SourceLines('ab\ncd');
    expect(lines.offset(at(9, 9))).toBe(5);
    expect(lines.offset(at(1, 9))).toBe(2);
    expect(lines.offset(at(0, 4))).toBe(0);
    expect(new SourceLines('').offset(at(3, 1))).toBe(0);
  });
});

describe('segments', () => {
  it('leave out the indentation of further lines', () => {
    const source = 'f(\n    a,\n\n    b)  ';
    const segments = new SourceLines(source).segments({
      start: at(1, 0),
      end: at(4, 8)
    });
    expect(segments.map(({ from, to }) => source.slice(from, to))).toEqual([
      'f(',
      'a,',
      'b)'
    ]);
  });

  it('show something for an empty span', () => {
    const source = 'ab\ncd';
    const point = (line: number, column: number) =>
      new SourceLines(source)
        .segments({ start: at(line, column), end: at(line, column) })
        .map(({ from, to }) => source.slice(from, to));
    expect(point(1, 1)).toEqual(['b']);
    expect(point(2, 2)).toEqual(['cd']);
  });

  it('are none where there is no text', () => {
    expect(
      new SourceLines(' \n').segments({ start: at(2, 0), end: at(2, 0) })
    ).toEqual([]);
  });
});
