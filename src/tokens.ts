import { NotebookPanel } from '@jupyterlab/notebook';
import { Token } from '@lumino/coreutils';
import { ISignal } from '@lumino/signaling';

import { FindingActions } from './actions';
import { HygieneApi } from './api';
import { IFinding, IRelated } from './findings';
import { HygieneModel } from './model';
import { Choices } from './settings';
import { ShownChanges } from './shownChanges';

/** A finding that is to be shown in the panel; a new object asks again. */
export interface IShowRequest {
  readonly finding: IFinding;
  /** Whether what explains it is to be seen too. */
  readonly isOpen: boolean;
}

/** What is known about the notebooks that are open. */
export interface IHygieneTracker {
  readonly api: HygieneApi;
  readonly choices: Choices;

  /** What can be done about findings beside fixing them. */
  readonly actions: FindingActions;

  /** What was changed in a notebook a moment ago, and can be taken back. */
  readonly changes: ShownChanges;

  /** The notebook that the user is at. */
  readonly current: NotebookPanel | null;

  /** Emitted when the user goes to another notebook, and when the last one is closed. */
  readonly currentChanged: ISignal<IHygieneTracker, NotebookPanel | null>;

  /** Emitted when a finding is to be shown in the panel. */
  readonly showRequested: ISignal<IHygieneTracker, IShowRequest>;

  /** The model of a view's notebook; views of one document share it. */
  model(view: NotebookPanel): HygieneModel;

  /** Check a notebook now, whatever is under way. */
  check(view: NotebookPanel): Promise<void>;

  /** Ask a notebook's kernel what it was given to run. False if it cannot be asked. */
  compareWithKernel(view: NotebookPanel): Promise<boolean>;

  /** Say whether the list of findings can be seen. */
  setListVisible(visible: boolean): void;

  /** Have a finding shown in the panel; with `isOpen`, with what explains it. */
  show(finding: IFinding, options?: { isOpen?: boolean }): void;

  /**
   * Go to a place in the current notebook: scroll to the cell and put the cursor there. With `keepFocus` the keyboard
   * stays where it is.
   */
  reveal(
    place: Pick<IFinding | IRelated, 'cell' | 'span'>,
    options?: { keepFocus?: boolean }
  ): Promise<void>;
}

export const IHygieneTracker = new Token<IHygieneTracker>(
  'mldebt-lab:IHygieneTracker',
  'What is known about the hygiene of the notebooks that are open.'
);
