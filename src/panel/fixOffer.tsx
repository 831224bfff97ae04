import React from 'react';

import { IFix } from '../findings';
import { FixPreview } from './laterParts';
import { MessageText } from './messageText';
import { Surroundings } from './surroundings';

/** The line that says what can be done; its row opens the preview. */
export function FixOffer({ fix }: { fix: IFix }): JSX.Element {
  const { trans } = React.useContext(Surroundings);
  React.useEffect(() => FixPreview.prefetch(), []);
  return (
    <>
      <button
        type="button"
        className="mldebt-Button mldebt-Fix-button"
        // The tree has one tab stop; Enter on the row does the same.
        tabIndex={-1}
      >
        {trans.__('Fix…')}
      </button>
      <span className="mldebt-Fix-title">
        <MessageText message={fix.title} />
      </span>
    </>
  );
}
