import { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { IShownChange } from '../shownChanges';
import { MessageText } from './messageText';
import { Surroundings } from './surroundings';

/** Says what was changed in the notebook, for as long as the panel offers to take it back. */
export function LatestChange(props: {
  change: IShownChange | null;
}): JSX.Element {
  const { change } = props;
  // The region is there before there is something to say, else screen readers would not notice.
  return (
    <div className="mldebt-FixStatus" role="status">
      {change && <Line key={change.number} change={change} />}
    </div>
  );
}

function Line({ change }: { change: IShownChange }): JSX.Element {
  const { trans } = React.useContext(Surroundings);
  const [isTooLate, setTooLate] = React.useState(false);
  const button = React.useRef<HTMLButtonElement>(null);
  React.useLayoutEffect(() => {
    const element = button.current;
    const { activeElement } = document;
    if (
      change.kind === 'fix' &&
      (activeElement === document.body ||
        element?.closest('.mldebt-Panel')?.contains(activeElement))
    ) {
      // The button that was pressed is gone; the keyboard goes on here, and to the list when this is gone too. Who
      // pressed it in the notebook goes on there.
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
  }, [change.kind]);
  return (
    <p className="mldebt-FixApplied">
      <span className="mldebt-FixApplied-text">
        {isTooLate ? (
          lateWords(change, trans)
        ) : (
          <>
            {leadWords(change, trans)} <MessageText message={change.title} />
          </>
        )}
      </span>
      <button
        ref={button}
        type="button"
        className="mldebt-Button mldebt-FixUndo"
        disabled={isTooLate}
        onClick={() => setTooLate(!change.undo())}
      >
        {trans.__('Undo')}
      </button>
    </p>
  );
}

function leadWords(change: IShownChange, trans: TranslationBundle): string {
  switch (change.kind) {
    case 'fix':
      return trans.__('Applied:');
    case 'answer':
      return trans.__('Answer stored:');
    case 'withdrawal':
      return trans.__('Answer withdrawn:');
  }
}

function lateWords(change: IShownChange, trans: TranslationBundle): string {
  return change.kind === 'fix'
    ? trans.__('Cells were changed since. Undo in the notebook.')
    : trans.__('The answers were changed since.');
}
