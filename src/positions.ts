import { IPosition, ISpan } from './findings';

/** A stretch of text as CodeMirror counts it: UTF-16 units from the start of the document. */
export interface IRange {
  readonly from: number;
  readonly to: number;
}

// Python and CodeMirror agree on what ends a line; `\f` and U+2028 do not.
const LINE_END = /\r\n|\r|\n/;

/**
 * The source as CodeMirror and the analysis see it: its lines, each with the offset of its first unit.
 *
 * CodeMirror counts every line end as one unit, whatever stands in the source.
 */
export class SourceLines {
  constructor(source: string) {
    let offset = 0;
    for (const text of source.split(LINE_END)) {
      this._lines.push(text);
      this._starts.push(offset);
      offset += text.length + 1;
    }
  }

  /** The text of a line, counted from 1; empty beyond the end. */
  line(number: number): string {
    return this._lines[number - 1] ?? '';
  }

  /**
   * The offset of a position. A position outside the source, as a notebook edited meanwhile may have it, is moved to
   * the nearest one inside.
   */
  offset(position: IPosition): number {
    const line = Math.min(Math.max(position.line, 1), this._lines.length);
    const text = this._lines[line - 1];
    const start = this._starts[line - 1];
    if (line < position.line) {
      return start + text.length;
    }
    if (line > position.line) {
      return 0;
    }
    return start + utf16Column(text, position.column);
  }

  /** The span as one range. */
  range(span: ISpan): IRange {
    const from = this.offset(span.start);
    return { from, to: Math.max(from, this.offset(span.end)) };
  }

  /**
   * The span line by line, without indentation, so that an underline lies under words only. An empty span takes one
   * character, or its line, so that there is something to see.
   */
  segments(span: ISpan): IRange[] {
    const whole = this.range(span);
    const ranges: IRange[] = [];
    for (let i = 0; i < this._lines.length; i++) {
      const start = this._starts[i];
      const text = this._lines[i];
      const end = start + text.length;
      if (end < whole.from || start > whole.to) {
        continue;
      }
      const from = Math.max(
        whole.from,
        start + text.length - text.trimStart().length
      );
      const to = Math.min(whole.to, start + text.trimEnd().length);
      if (from < to) {
        ranges.push({ from, to });
      }
    }
    return ranges.length > 0 ? ranges : this._visible(whole.from);
  }

  private _visible(offset: number): IRange[] {
    let i = this._starts.length - 1;
    while (this._starts[i] > offset) {
      i--;
    }
    const start = this._starts[i];
    const text = this._lines[i];
    if (offset < start + text.length) {
      return [{ from: offset, to: offset + 1 }];
    }
    return text.trim() ? [{ from: start, to: start + text.length }] : [];
  }

  private readonly _lines: string[] = [];
  private readonly _starts: number[] = [];
}

/** The UTF-16 column of a code-point column; beyond the end of the line, its end. */
export function utf16Column(text: string, column: number): number {
  let units = 0;
  for (let i = 0; i < column && units < text.length; i++) {
    units += text.codePointAt(units)! > 0xffff ? 2 : 1;
  }
  return units;
}
