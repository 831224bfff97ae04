import { NotebookPanel } from '@jupyterlab/notebook';
import { ISignal, Signal } from '@lumino/signaling';

import { CheckFailure } from './failure';
import { IIgnored } from './facts';
import { IFinding } from './findings';
import { ChosenScope, Ignoring, Undo } from './ignoring';
import { RefusalReason, RefusedFix } from './refusal';
import { IProjectFile } from './wireProject';

/** A finding for which somebody is asked why, and where, it is to be ignored. */
export interface IAsking {
  readonly fingerprint: string;
  readonly scope: ChosenScope;
}

/** What has just been done, and what takes it back. */
export interface INotice {
  /** Another one for each. */
  readonly number: number;
  readonly kind: 'ignored' | 'restored';
  readonly code: string;
  undo(): Promise<void>;
}

/** Why something was not done: a reason of our own, or the server's words. */
export type Refusal = RefusalReason | CheckFailure;

/** Where the menu of a finding is to be opened. */
export interface IMenuRequest {
  readonly finding: IFinding;
  readonly anchor: HTMLElement;
}

/** As much of the tracker as is used. */
interface INotebooks {
  readonly current: NotebookPanel | null;
}

const NOTICE_MS = 30_000;

/** What people do about findings beside fixing them, and what the panel shows of it. */
export class FindingActions {
  constructor(
    private readonly _notebooks: INotebooks,
    private readonly _ignoring: Ignoring
  ) {}

  /** Emitted when anything here has changed. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Emitted when the menu of a finding is to be opened. */
  get menuRequested(): ISignal<this, IMenuRequest> {
    return this._menuRequested;
  }

  /** Who is asked for a reason at the moment. */
  get asking(): IAsking | null {
    return this._asking;
  }

  /** What was done last, for as long as it is offered to take it back. */
  get notice(): INotice | null {
    return this._notebooks.current === this._view ? this._notice : null;
  }

  /** Why the last thing was not done. */
  get refusal(): Refusal | null {
    return this._refusal;
  }

  openMenu(request: IMenuRequest): void {
    this._menuRequested.emit(request);
  }

  /** Where an ignore in the project of the current notebook would go, or why it cannot be written. */
  async projectFile(): Promise<IProjectFile | null> {
    const { current } = this._notebooks;
    return current && this._ignoring.projectFile(current);
  }

  /** Ask for the reason, at the finding's row. */
  ask(finding: IFinding, scope: ChosenScope): void {
    this._asking = { fingerprint: finding.fingerprint, scope };
    this._refusal = null;
    this._changed.emit();
  }

  /** Ask no more. */
  cancel(): void {
    this._asking = null;
    this._refusal = null;
    this._changed.emit();
  }

  /** Ignore a finding of the current notebook. False if that is refused. */
  ignore(
    finding: IFinding,
    scope: ChosenScope,
    reason: string
  ): Promise<boolean> {
    return this._do('ignored', finding.code, view =>
      this._ignoring.ignore(view, finding, scope, reason.trim())
    );
  }

  /** Show again what was ignored. False if that is refused. */
  restore(ignored: IIgnored): Promise<boolean> {
    return this._do('restored', ignored.code, view =>
      this._ignoring.restore(view, ignored)
    );
  }

  private async _do(
    kind: INotice['kind'],
    code: string,
    action: (view: NotebookPanel) => Promise<Undo>
  ): Promise<boolean> {
    const view = this._notebooks.current;
    if (!view) {
      return false;
    }
    const undo = await this._attempt(() => action(view));
    if (undo) {
      this._asking = null;
      this._show(view, { number: ++this._count, kind, code, undo });
    }
    this._changed.emit();
    return undo !== null;
  }

  private _show(view: NotebookPanel, notice: INotice): void {
    this._view = view;
    this._notice = {
      ...notice,
      undo: async () => {
        if ((await this._attempt(async () => (await notice.undo(), true)))!) {
          this._notice = null;
        }
        this._changed.emit();
      }
    };
    window.clearTimeout(this._timer);
    this._timer = window.setTimeout(() => {
      this._notice = null;
      this._changed.emit();
    }, NOTICE_MS);
  }

  /** What an action gives; null if it is refused, and then why is told. */
  private async _attempt<T>(action: () => Promise<T>): Promise<T | null> {
    this._refusal = null;
    try {
      return await action();
    } catch (error) {
      this._refusal =
        error instanceof RefusedFix ? error.reason : CheckFailure.from(error);
      return null;
    }
  }

  private _asking: IAsking | null = null;
  private readonly _changed = new Signal<this, void>(this);
  private _count = 0;
  private readonly _menuRequested = new Signal<this, IMenuRequest>(this);
  private _notice: INotice | null = null;
  private _refusal: Refusal | null = null;
  private _timer = 0;
  private _view: NotebookPanel | null = null;
}
