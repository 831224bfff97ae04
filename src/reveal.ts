import { Cell } from '@jupyterlab/cells';
import { CodeMirrorEditor } from '@jupyterlab/codemirror';
import { NotebookPanel } from '@jupyterlab/notebook';

import { ICellRef, ISpan } from './findings';
import { SourceLines } from './positions';
import { uniqueIds } from './snapshot';

const REVEALED_CLASS = 'mldebt-mod-revealed';
const REVEALED_MS = 1000;
// A cell that is not code, or in a closed section, may be rendered late or not at all.
const RENDERED_MS = 3000;

/** A cell's widget, by its id. */
export function findCell(view: NotebookPanel, ref: ICellRef): Cell | undefined {
  const cells = view.content.widgets;
  return cells[uniqueIds(cells.map(cell => cell.model)).indexOf(ref.id)];
}

/** Scroll to a cell, in any windowing mode, and put the cursor on the place. */
export async function reveal(
  view: NotebookPanel,
  ref: ICellRef,
  span: ISpan | null,
  options: { keepFocus: boolean; activate(id: string): void }
): Promise<void> {
  const { content } = view;
  const cell = findCell(view, ref);
  if (!cell) {
    return;
  }
  const focused = document.activeElement;
  if (!view.isVisible || !options.keepFocus) {
    options.activate(view.id);
  }
  const index = content.widgets.indexOf(cell);
  if (cell.isPlaceholder() && content.notebookConfig.windowingMode !== 'full') {
    // The other modes render a cell far away when they find the time, but it is wanted now.
    content.renderCellOutputs(index);
  }
  content.deselectAll();
  content.activeCellIndex = index;
  try {
    await content.scrollToItem(index, 'smart');
  } catch {
    // The list gives up on a cell that moves away meanwhile; the next lines do with what there is.
  }
  await Promise.race([
    cell.ready,
    new Promise(resolve => window.setTimeout(resolve, RENDERED_MS))
  ]);
  if (cell.isDisposed) {
    return;
  }
  const editor = cell.editor;
  if (editor instanceof CodeMirrorEditor && span && !cell.inputHidden) {
    const lines = new SourceLines(cell.model.sharedModel.getSource());
    editor.setCursorPosition(editor.getPositionAt(lines.offset(span.start)));
  }
  if (options.keepFocus) {
    if (focused instanceof HTMLElement) {
      focused.focus({ preventScroll: true });
    }
  } else {
    content.mode = 'edit';
    editor?.focus();
  }
  cell.addClass(REVEALED_CLASS);
  window.setTimeout(() => {
    if (!cell.isDisposed) {
      cell.removeClass(REVEALED_CLASS);
    }
  }, REVEALED_MS);
}
