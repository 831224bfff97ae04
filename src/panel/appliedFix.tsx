import React from 'react';

import { IShownFix } from './fixing';
import { MessageText } from './messageText';
import { Surroundings } from './surroundings';

/** Says that a fix was applied, for as long as the panel offers to take it back. */
export function AppliedFix(props: { applied: IShownFix | null }): JSX.Element {
  const { applied } = props;
  // The region is there before there is something to say, else screen readers would not notice.
  return (
    <div className="mldebt-FixStatus" role="status">
      {applied && <Line key={applied.number} applied={applied} />}
    </div>
  );
}

function Line({ applied }: { applied: IShownFix }): JSX.Element {
  const { trans } = React.useContext(Surroundings);
  const [isTooLate, setTooLate] = React.useState(false);
  const button = React.useRef<HTMLButtonElement>(null);
  React.useLayoutEffect(() => {
    const element = button.current;
    // The button that was pressed is gone; the keyboard goes on here, and to the list when this is gone too.
    element?.focus();
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
    <p className="mldebt-FixApplied">
      <span className="mldebt-FixApplied-text">
        {isTooLate ? (
          trans.__('Cells were changed since. Undo in the notebook.')
        ) : (
          <>
            {trans.__('Applied:')} <MessageText message={applied.title} />
          </>
        )}
      </span>
      <button
        ref={button}
        type="button"
        className="mldebt-Button mldebt-FixUndo"
        disabled={isTooLate}
        onClick={() => setTooLate(!applied.undo())}
      >
        {trans.__('Undo')}
      </button>
    </p>
  );
}
