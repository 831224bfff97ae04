import { NotebookPanel } from '@jupyterlab/notebook';

import { ICellRef } from './findings';
import type { IFixCell } from './fixes';
import { uniqueIds } from './snapshot';

type SharedNotebook = NonNullable<NotebookPanel['model']>['sharedModel'];

/** The cells of a notebook, with the ids by which findings name them. */
export function fixCells(view: NotebookPanel): (IFixCell & ICellRef)[] {
  const cells = view.model?.sharedModel.cells ?? [];
  const ids = uniqueIds(cells.map(cell => ({ id: cell.getId() })));
  return cells.map((cell, index) => ({
    id: ids[index],
    index,
    execution_count: cell.cell_type === 'code' ? countOf(cell) : null,
    source: cell.getSource()
  }));
}

/** Whether the notebook may not be changed. */
export function isReadOnly(view: NotebookPanel): boolean {
  const { context, model } = view;
  if (!model || model.readOnly) {
    return true;
  }
  // What several people edit the server writes, and JupyterLab says of each such file that it cannot be written.
  return !model.collaborative && context.contentsModel?.writable === false;
}

function countOf(cell: SharedNotebook['cells'][number]): number | null {
  return (cell as { execution_count?: number | null }).execution_count ?? null;
}
