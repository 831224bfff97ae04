import { ISignal, Signal } from '@lumino/signaling';

import { SEVERITIES } from '../findings';
import { IFilter, NO_FILTER } from './filtering';
import { TreeStore } from './treeStore';

/** The sections of the panel, from top to bottom. */
export const SECTIONS = [
  'findings',
  'checklist',
  'accesses',
  'dependencies',
  'ignored'
] as const;
export type SectionId = (typeof SECTIONS)[number];

/** What findings are put together by. */
export const GROUPINGS = ['cell', 'rule', 'practice'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** How the panel was left. */
export interface IPanelChoices {
  /** The sections that are open. */
  readonly open: readonly SectionId[];
  readonly grouping: Grouping;
  readonly filter: IFilter;
}

const AT_FIRST: IPanelChoices = {
  open: ['findings'],
  grouping: 'cell',
  filter: NO_FILTER
};

/** How the panel is left, for as long as the page is open, and beyond where somebody keeps it. */
export class PanelState {
  /** Emitted when anything has changed. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get choices(): IPanelChoices {
    return this._choices;
  }

  set(choices: Partial<IPanelChoices>): void {
    this._choices = { ...this._choices, ...choices };
    this._changed.emit();
  }

  setFilter(filter: Partial<IFilter>): void {
    this.set({ filter: { ...this._choices.filter, ...filter } });
  }

  /** Open or close a section. */
  readonly setOpen = (id: SectionId, isOpen: boolean): void => {
    const { open } = this._choices;
    this.set({
      open: SECTIONS.filter(s => (s === id ? isOpen : open.includes(s)))
    });
  };

  /** Which rows of a notebook's tree are open: also when the panel is moved, or goes to another notebook and back. */
  treeOf(notebook: object): TreeStore {
    let tree = this._trees.get(notebook);
    if (!tree) {
      this._trees.set(notebook, (tree = new TreeStore()));
    }
    return tree;
  }

  private readonly _changed = new Signal<this, void>(this);
  private _choices = AT_FIRST;
  private readonly _trees = new WeakMap<object, TreeStore>();
}

/** Read choices that were kept, which may be of another version or damaged: what is not understood is as at first. */
export function readChoices(value: unknown): IPanelChoices {
  const { filter, grouping, open } = members(value);
  const { fixable, hidden, newOnly, text } = members(filter);
  return {
    open: Array.isArray(open)
      ? SECTIONS.filter(id => open.includes(id))
      : AT_FIRST.open,
    grouping: GROUPINGS.find(g => g === grouping) ?? AT_FIRST.grouping,
    filter: {
      text: typeof text === 'string' ? text : '',
      hidden: Array.isArray(hidden)
        ? SEVERITIES.filter(severity => hidden.includes(severity))
        : [],
      fixable: fixable === true,
      newOnly: newOnly === true
    }
  };
}

function members(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)
    : {};
}
