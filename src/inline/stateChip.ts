import { TranslationBundle } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';

import { stateWords } from '../cellStates';

/** A word at the lower edge of a cell's input: how the last run and the present code stand to each other. */
export class StateChip extends Widget {
  constructor(private readonly _trans: TranslationBundle) {
    super({ node: document.createElement('span') });
    this.addClass('mldebt-State');
    this.node.setAttribute('role', 'note');
  }

  /** Show a state that says something. */
  setState(state: string): void {
    const { word, sentence } = stateWords(state, this._trans)!;
    this.node.dataset.state = state;
    this.node.textContent = word;
    this.node.title = sentence;
    this.node.setAttribute(
      'aria-label',
      this._trans.__('This cell is %1. %2', word, sentence)
    );
  }
}
