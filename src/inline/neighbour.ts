import { NotebookPanel } from '@jupyterlab/notebook';

import { byPlace, IFinding } from '../findings';
import { HygieneModel } from '../model';
import { SourceLines } from '../positions';
import { findCell } from '../reveal';

/**
 * The next or previous finding as seen from the cursor; after the last comes the first. Notes are passed over, as they
 * are in the notebook.
 */
export function neighbour(
  view: NotebookPanel,
  model: HygieneModel,
  step: 1 | -1
): IFinding | undefined {
  const findings = model.findings
    .filter(f => f.severity !== 'info' && f.cell && findCell(view, f.cell))
    .sort((a, b) => step * byPlace(a, b));
  const here = cursor(view);
  return (
    findings.find(finding => step * compare(place(view, finding), here) > 0) ??
    findings[0]
  );
}

interface IPlace {
  readonly cell: number;
  readonly offset: number;
}

function cursor({ content }: NotebookPanel): IPlace {
  const editor = content.activeCell?.editor;
  return {
    cell: content.activeCellIndex,
    offset: editor ? editor.getOffsetAt(editor.getCursorPosition()) : 0
  };
}

function place(view: NotebookPanel, { cell, span }: IFinding): IPlace {
  const widget = findCell(view, cell!)!;
  const lines = new SourceLines(widget.model.sharedModel.getSource());
  return {
    cell: view.content.widgets.indexOf(widget),
    offset: span ? lines.offset(span.start) : 0
  };
}

function compare(a: IPlace, b: IPlace): number {
  return a.cell - b.cell || a.offset - b.offset;
}
