import { ICellFacts, IDependency } from '../facts';
import { ICellRef } from '../findings';

/** A cell with the names that it shares with another. */
export interface ILink {
  readonly cell: ICellRef;
  readonly names: readonly string[];
}

/** What a cell takes from others, and what others take from it. */
export interface IDependencies {
  readonly uses: readonly ILink[];
  readonly usedBy: readonly ILink[];
}

/** The dependencies of the cell `id`, in the notebook's order; null if nothing is known of it. */
export function dependenciesOf(
  id: string | null,
  facts: readonly ICellFacts[],
  cells: readonly ICellRef[]
): IDependencies | null {
  const own = facts.find(cell => cell.id === id);
  return own
    ? { uses: links(own.uses, cells), usedBy: links(own.used_by, cells) }
    : null;
}

function links(
  dependencies: readonly IDependency[],
  cells: readonly ICellRef[]
): ILink[] {
  const names = new Map<string, string[]>();
  for (const { cell_id, name } of dependencies) {
    names.set(cell_id, [...(names.get(cell_id) ?? []), name]);
  }
  return cells.flatMap(cell => {
    const shared = names.get(cell.id);
    return shared ? [{ cell, names: shared }] : [];
  });
}
