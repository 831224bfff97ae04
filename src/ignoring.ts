import { NotebookPanel } from '@jupyterlab/notebook';
import { JSONObject } from '@lumino/coreutils';

import { HygieneApi } from './api';
import { IIgnored } from './facts';
import { IFinding } from './findings';
import {
  entriesFor,
  today,
  withEntries,
  withIgnore,
  withoutIgnore,
  withoutTag,
  withTag
} from './ignores';
import { HygieneModel } from './model';
import { fixCells, isReadOnly } from './notebookCells';
import { RefusedFix } from './refusal';
import { serverPath } from './serverPath';
import { METADATA, texts } from './snapshot';
import { IProjectFile } from './wireProject';

/** The scopes that a finding can be ignored in from here, from the smallest to the largest. */
export const SCOPES = ['once', 'cell', 'notebook', 'project'] as const;
export type ChosenScope = (typeof SCOPES)[number];

/** What takes a change back. */
export type Undo = () => Promise<void>;

/** The value that takes another one's place; null for none. */
type Edit = (value: unknown) => JSONObject | string[] | null;

/** What carries metadata: a notebook, or a cell. */
interface IMetadataOwner {
  getMetadata(key: string): unknown;
  setMetadata(key: string, value: JSONObject | string[]): void;
  deleteMetadata(key: string): void;
}

/** Ignores findings of a notebook, and shows them again. What is refused throws `RefusedFix` or `CheckFailure`. */
export class Ignoring {
  constructor(
    private readonly _api: HygieneApi,
    private readonly _model: (view: NotebookPanel) => HygieneModel,
    private readonly _check: (view: NotebookPanel) => Promise<void>
  ) {}

  async ignore(
    view: NotebookPanel,
    finding: Pick<IFinding, 'cell' | 'code' | 'fingerprint'>,
    scope: ChosenScope,
    reason: string
  ): Promise<Undo> {
    const { code, fingerprint } = finding;
    const model = this._model(view);
    switch (scope) {
      case 'once':
        model.ignoreOnce(fingerprint);
        return async () => model.restoreOnce(fingerprint);
      case 'cell':
        return this._enter(view, cellOf(view, finding), code, reason);
      case 'notebook':
        return this._enter(view, view.model!.sharedModel, code, reason);
      case 'project':
        await this._inProject(view, { code, reason });
        return () => this._inProject(view, { code, remove: true });
    }
  }

  async restore(view: NotebookPanel, ignored: IIgnored): Promise<Undo> {
    const { fingerprint, reason, scope, selector } = ignored;
    const model = this._model(view);
    switch (scope) {
      case 'once':
        model.restoreOnce(fingerprint);
        return async () => model.ignoreOnce(fingerprint);
      case 'comment': {
        refuseReadOnly(view);
        const { applyFix } = await import(
          /* webpackChunkName: "fix" */ './applying'
        );
        const applied = applyFix(view, ignored.restore!, [...model.cells]);
        return async () => {
          if (!applied.undo()) {
            throw new RefusedFix('notebook');
          }
        };
      }
      case 'tag':
        return this._change(
          view,
          cellOf(view, ignored),
          'tags',
          tags => withoutTag(texts(tags), selector),
          tags => withTag(texts(tags), selector)
        );
      case 'cell':
        return this._remove(view, cellOf(view, ignored), selector);
      case 'notebook':
        return this._remove(view, view.model!.sharedModel, selector);
      case 'project':
        await this._inProject(view, { code: selector, remove: true });
        return () => this._inProject(view, { code: selector, reason });
      case 'baseline':
        throw new RefusedFix('invalid');
    }
  }

  /** Where an ignore in the project's settings would go, or why it cannot be written. */
  projectFile(view: NotebookPanel): Promise<IProjectFile> {
    return this._api.projectFile(serverPath(view.context));
  }

  private _enter(
    view: NotebookPanel,
    owner: IMetadataOwner,
    code: string,
    reason: string
  ): Undo {
    return this._change(
      view,
      owner,
      METADATA,
      ours => withIgnore(ours, { code, reason, date: today() }),
      ours => withoutIgnore(ours, code)
    );
  }

  private _remove(
    view: NotebookPanel,
    owner: IMetadataOwner,
    selector: string
  ): Undo {
    const removed = entriesFor(owner.getMetadata(METADATA), selector);
    return this._change(
      view,
      owner,
      METADATA,
      ours => withoutIgnore(ours, selector),
      ours => withEntries(ours, removed)
    );
  }

  /** Change one member of some metadata; whoever edits the same notebook sees it at once. */
  private _change(
    view: NotebookPanel,
    owner: IMetadataOwner,
    key: string,
    change: Edit,
    back: Edit
  ): Undo {
    const put = (edit: Edit) => {
      refuseReadOnly(view);
      const value = edit(owner.getMetadata(key));
      if (value) {
        owner.setMetadata(key, value);
      } else {
        owner.deleteMetadata(key);
      }
    };
    put(change);
    return async () => put(back);
  }

  private async _inProject(
    view: NotebookPanel,
    change: { code: string; reason?: string; remove?: boolean }
  ): Promise<void> {
    await this._api.ignoreInProject({
      path: serverPath(view.context),
      ...change
    });
    await this._check(view);
  }
}

function refuseReadOnly(view: NotebookPanel): void {
  if (isReadOnly(view)) {
    throw new RefusedFix('read-only');
  }
}

function cellOf(
  view: NotebookPanel,
  { cell }: Pick<IFinding, 'cell'>
): IMetadataOwner {
  const index = fixCells(view).findIndex(({ id }) => id === cell?.id);
  if (index < 0) {
    throw new RefusedFix('cell');
  }
  return view.model!.sharedModel.cells[index] as IMetadataOwner;
}
