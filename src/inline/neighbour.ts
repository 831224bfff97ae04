import { NotebookPanel } from '@jupyterlab/notebook';

import { IFinding } from '../findings';
import { HygieneModel } from '../model';
import { SourceLines } from '../positions';
import { uniqueIds } from '../snapshot';

/**
 * The next or previous finding as seen from the cursor; after the last comes the first. Notes are passed over, as they
 * are in the notebook.
 */
export function neighbour(
  { content }: NotebookPanel,
  model: HygieneModel,
  step: 1 | -1
): IFinding | undefined {
  const ids = uniqueIds(content.widgets.map(cell => cell.model));
  const indices = new Map(ids.map((id, i) => [id, i]));
  const places = model.findings
    .filter(f => f.severity !== 'info' && f.cell && indices.has(f.cell.id))
    .map(finding => {
      const cell = indices.get(finding.cell!.id)!;
      const source = content.widgets[cell].model.sharedModel.getSource();
      const offset = finding.span
        ? new SourceLines(source).offset(finding.span.start)
        : 0;
      return { finding, cell, offset };
    })
    .sort((a, b) => step * compare(a, b));
  const editor = content.activeCell?.editor;
  const here = {
    cell: content.activeCellIndex,
    offset: editor ? editor.getOffsetAt(editor.getCursorPosition()) : 0
  };
  const next = places.find(place => step * compare(place, here) > 0);
  return (next ?? places[0])?.finding;
}

interface IPlace {
  readonly cell: number;
  readonly offset: number;
}

function compare(a: IPlace, b: IPlace): number {
  return a.cell - b.cell || a.offset - b.offset;
}
