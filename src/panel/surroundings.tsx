import { nullTranslator, TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { IProfile } from '../facts';
import { IFinding, IRelated, IRule } from '../findings';
import { Choices } from '../settings';
import { ShownChanges } from '../shownChanges';
import { IHygieneTracker } from '../tokens';
import { IAnswering } from './answering';

/** The active cell of the notebook that the user is at. */
export interface IActiveCell {
  /** Be told of another one; call what is returned to be told no more. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Its id, if there is one. */
  readonly current: () => string | null;
}

/** The notebooks that fixes are applied to, and who offers to take them back. */
export interface IFixPlace {
  readonly tracker: Pick<IHygieneTracker, 'current' | 'model'>;
  readonly shown: Pick<ShownChanges, 'show'>;
}

/** What the parts of the panel ask of their surroundings. */
export interface ISurroundings {
  readonly trans: TranslationBundle;
  readonly activeCell: IActiveCell;
  readonly answering: IAnswering;
  /** What the user has chosen, and what an administrator has. */
  readonly choices: Choices | null;
  readonly fixPlace: IFixPlace | null;
  /** Go to a place in the notebook. */
  reveal(
    place: Pick<IFinding | IRelated, 'cell' | 'span'>,
    keepFocus: boolean
  ): void;
  /** Show a finding in the list. */
  show(finding: IFinding): void;
  /** The rules by code. */
  rules(): Promise<ReadonlyMap<string, IRule>>;
  /** The checklists that there are for the notebook. */
  profiles(): Promise<readonly IProfile[]>;
  /** Choose the checklist. */
  setProfile(name: string): void;
}

/** Nothing leads anywhere: for parts of the panel that stand elsewhere. */
export const NOWHERE: ISurroundings = {
  trans: nullTranslator.load('mldebt_lab'),
  activeCell: { subscribe: () => () => undefined, current: () => null },
  answering: {
    refusal: 'read-only',
    stored: () => null,
    store: () => 'read-only'
  },
  choices: null,
  fixPlace: null,
  reveal: () => undefined,
  show: () => undefined,
  rules: () => Promise.resolve(new Map()),
  profiles: () => Promise.resolve([]),
  setProfile: () => undefined
};

export const Surroundings = React.createContext(NOWHERE);
