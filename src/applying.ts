import { NotebookPanel } from '@jupyterlab/notebook';

import { IFix } from './findings';
import { fixedCells, IFixCell, IPlacedCell } from './fixes';
import { fixCells } from './notebookCells';
import { RefusedFix } from './refusal';

type SharedNotebook = NonNullable<NotebookPanel['model']>['sharedModel'];
type NewCell = Parameters<SharedNotebook['insertCell']>[1];

/** As much of the notebook's undo manager as is used; the shared model's interface does not tell of it. */
interface IUndoManager {
  readonly undoStack: readonly unknown[];
  stopCapturing(): void;
}

/** A fix that has been applied. */
export interface IAppliedFix {
  /** Take it back. False if something else has been done to the list of cells since, which would go first. */
  undo(): boolean;
}

/** Apply a fix as one step that one undo takes back. Throws `RefusedFix`, and then nothing is changed. */
export function applyFix(
  view: NotebookPanel,
  fix: IFix,
  checked: readonly IFixCell[]
): IAppliedFix {
  const notebook = view.model!.sharedModel;
  const after = fixedCells(fix, fixCells(view), checked);
  for (const { origin, source } of after) {
    const cell = origin === null ? null : notebook.cells[origin];
    if (
      cell?.getMetadata('editable') === false &&
      cell.getSource() !== source
    ) {
      throw new RefusedFix('locked');
    }
  }
  const { undoManager } = notebook as unknown as { undoManager: IUndoManager };
  // What was typed a moment before, and what is typed a moment after, are other steps.
  undoManager.stopCapturing();
  notebook.transact(() => change(notebook, after));
  undoManager.stopCapturing();
  const step = last(undoManager);
  return {
    undo: () => {
      const isLatest = step !== undefined && step === last(undoManager);
      if (isLatest) {
        notebook.undo();
      }
      return isLatest;
    }
  };
}

/**
 * Within a transaction `notebook.cells` stays as it was before, and so do the indices of what is read; `moveCell`, which
 * reads and writes, goes wrong there when it is not the only one.
 */
function change(notebook: SharedNotebook, after: readonly IPlacedCell[]): void {
  const before = [...notebook.cells];
  const contents = after.map(cell => content(notebook, cell));
  for (const { origin, source, isMoved } of after) {
    if (origin !== null && !isMoved) {
      updateSource(before[origin], source);
    }
  }
  const moved = after.filter(cell => cell.isMoved).map(cell => cell.origin!);
  moved.sort((a, b) => b - a).forEach(index => notebook.deleteCell(index));
  contents.forEach((cell, index) => {
    if (cell) {
      notebook.insertCell(index, cell);
    }
  });
}

/** What is put in: a new cell, or a moved one with all that belongs to it. */
function content(
  notebook: SharedNotebook,
  { origin, id, source, isMoved }: IPlacedCell
): NewCell | null {
  if (origin === null) {
    // Without trust, what the cell shows when it is run would not be shown after a reload.
    const cell = { cell_type: 'code', source, metadata: { trusted: true } };
    return (id === null ? cell : { ...cell, id }) as NewCell;
  }
  if (isMoved) {
    return { ...notebook.cells[origin].toJSON(), source } as NewCell;
  }
  return null;
}

/** Change only what differs, so that cursors stay where they are. */
function updateSource(
  cell: SharedNotebook['cells'][number],
  source: string
): void {
  const old = cell.getSource();
  const shorter = Math.min(old.length, source.length);
  let head = 0;
  while (head < shorter && old[head] === source[head]) {
    head++;
  }
  if (isHalf(old, head) || isHalf(source, head)) {
    head--;
  }
  let tail = 0;
  while (
    tail < shorter - head &&
    old[old.length - 1 - tail] === source[source.length - 1 - tail]
  ) {
    tail++;
  }
  if (isHalf(old, old.length - tail) || isHalf(source, source.length - tail)) {
    tail--;
  }
  if (head < old.length || head < source.length) {
    cell.updateSource(
      head,
      old.length - tail,
      source.slice(head, source.length - tail)
    );
  }
}

/** Whether an offset lies inside a character of two units, which the shared text would spoil when it is cut there. */
function isHalf(text: string, offset: number): boolean {
  return (
    offset > 0 &&
    /[\uD800-\uDBFF]/.test(text[offset - 1]) &&
    /[\uDC00-\uDFFF]/.test(text[offset] ?? '')
  );
}

function last({ undoStack }: IUndoManager): unknown {
  return undoStack[undoStack.length - 1];
}
