import { count, nullable, object, text } from './decoding';
import { ICellRef, IPosition, ISpan } from './findings';

export function cellRef(value: unknown, where: string): ICellRef {
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

export function span(value: unknown, where: string): ISpan {
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
