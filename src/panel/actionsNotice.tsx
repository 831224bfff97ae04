import { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { INotice, Refusal } from '../actions';
import { CheckFailure } from '../failure';
import { refusalSentence } from '../words';
import { useActions } from './actionsContext';
import { Surroundings } from './surroundings';

/** Says what was ignored or restored a moment ago, with a way back; or why it was not. */
export function ActionsNotice(): JSX.Element {
  const { trans } = React.useContext(Surroundings);
  const notice = useActions(actions => actions.notice);
  const refusal = useActions(({ asking, refusal }) =>
    asking ? null : refusal
  );
  // The regions are there before there is something to say, else screen readers would not notice.
  return (
    <>
      <div className="mldebt-Notice" role="status">
        {notice && <Line key={notice.number} notice={notice} />}
      </div>
      <div role="alert">
        {refusal && (
          <p className="mldebt-Notice-refusal">{refusalText(refusal, trans)}</p>
        )}
      </div>
    </>
  );
}

function Line({ notice }: { notice: INotice }): JSX.Element {
  const { trans } = React.useContext(Surroundings);
  const button = React.useRef<HTMLButtonElement>(null);
  React.useLayoutEffect(() => {
    const element = button.current;
    const { activeElement, body } = document;
    // The row that had the focus is gone; the keyboard goes on here, and to the list when this is gone too.
    if (activeElement === body || activeElement?.closest('.mldebt-Ignore')) {
      element?.focus();
    }
    return () => {
      if (element && element === document.activeElement) {
        element
          .closest('.mldebt-Panel')
          ?.querySelector<HTMLElement>(
            '[role="treeitem"][tabindex="0"], button'
          )
          ?.focus();
      }
    };
  }, []);
  return (
    <p className="mldebt-Notice-line" data-kind={notice.kind}>
      <span className="mldebt-Notice-text">
        {notice.kind === 'ignored'
          ? trans.__('%1 is ignored.', notice.code)
          : trans.__('%1 is shown again.', notice.code)}
      </span>
      <button
        ref={button}
        type="button"
        className="mldebt-Button mldebt-Notice-undo"
        onClick={() => void notice.undo()}
      >
        {trans.__('Undo')}
      </button>
    </p>
  );
}

/** Why something was not done, for people. */
export function refusalText(
  refusal: Refusal,
  trans: TranslationBundle
): string {
  return refusal instanceof CheckFailure
    ? refusal.message
    : refusalSentence(refusal, trans);
}
