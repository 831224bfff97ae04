import { nullTranslator, TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { ICellRef, IFinding, IRelated, IRule } from '../findings';
import { firstLine } from './grouping';

/** What the parts of the panel ask of their surroundings. */
export interface ISurroundings {
  readonly trans: TranslationBundle;
  /** The source of a cell, as it was checked. */
  source(id: string): string;
  /** Go to a place in the notebook. */
  reveal(place: IFinding | IRelated, keepFocus: boolean): void;
  /** The rules by code. */
  rules(): Promise<ReadonlyMap<string, IRule>>;
}

export const Surroundings = React.createContext<ISurroundings>({
  trans: nullTranslator.load('mldebt_lab'),
  source: () => '',
  reveal: () => undefined,
  rules: () => Promise.resolve(new Map())
});

/** The first line of a cell. */
export function useFirstLine(cell: ICellRef): string {
  return firstLine(React.useContext(Surroundings).source(cell.id));
}
