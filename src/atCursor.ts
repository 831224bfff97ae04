import { NotebookPanel } from '@jupyterlab/notebook';

import { byPlace, IFinding, SEVERITIES } from './findings';
import { HygieneModel } from './model';
import { SourceLines } from './positions';
import { uniqueIds } from './snapshot';

/** The finding that the cursor of a cell (the active one) is in, else the gravest of the cell. */
export function atCursor(
  { content }: NotebookPanel,
  model: HygieneModel,
  at = content.activeCellIndex
): IFinding | null {
  const cell = content.widgets[at];
  const ids = uniqueIds(content.widgets.map(({ model }) => model));
  const id = ids[at];
  const findings = model.findings
    .filter(finding => finding.cell?.id === id)
    .sort(
      (a, b) =>
        SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
        byPlace(a, b)
    );
  if (!cell || findings.length === 0) {
    return null;
  }
  const { editor } = cell;
  const cursor = editor ? editor.getOffsetAt(editor.getCursorPosition()) : -1;
  const lines = new SourceLines(cell.model.sharedModel.getSource());
  const isThere = ({ span }: IFinding) =>
    span !== null &&
    lines.offset(span.start) <= cursor &&
    cursor <= lines.offset(span.end);
  return findings.find(isThere) ?? findings[0];
}
