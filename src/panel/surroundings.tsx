import { nullTranslator, TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { IFinding, IRelated, IRule } from '../findings';
import { IFixing } from './fixing';

/** What the parts of the panel ask of their surroundings. */
export interface ISurroundings {
  readonly trans: TranslationBundle;
  /** Go to a place in the notebook. */
  reveal(place: IFinding | IRelated, keepFocus: boolean): void;
  /** The rules by code. */
  rules(): Promise<ReadonlyMap<string, IRule>>;
  readonly fixing: IFixing;
}

export const Surroundings = React.createContext<ISurroundings>({
  trans: nullTranslator.load('mldebt_lab'),
  reveal: () => undefined,
  rules: () => Promise.resolve(new Map()),
  fixing: {
    preview: () => ({ cells: [], changes: [], refusal: 'read-only' }),
    apply: () => 'read-only'
  }
});
