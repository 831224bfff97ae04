import { flag, list, nullable, object, oneOf, text } from './decoding';
import { IFix, IFixOperation } from './findings';
import { span } from './wirePlaces';

export function fix(value: unknown, where: string): IFix {
  const o = object(value, where);
  return {
    title: text(o.title, `${where}.title`),
    safe: flag(o.safe, `${where}.safe`),
    ops: list(o.ops, `${where}.ops`, fixOperation)
  };
}

function fixOperation(value: unknown, where: string): IFixOperation {
  const o = object(value, where);
  return {
    op: oneOf(o.op, `${where}.op`, [
      'replace',
      'insert_cell',
      'move_cell',
      'restore_cell'
    ]),
    cell_id: nullable(o.cell_id, `${where}.cell_id`, text),
    source_hash: nullable(o.source_hash, `${where}.source_hash`, text),
    span: nullable(o.span, `${where}.span`, span),
    text: nullable(o.text, `${where}.text`, text),
    after_id: nullable(o.after_id, `${where}.after_id`, text)
  };
}
