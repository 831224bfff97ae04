import React from 'react';

import { IIgnored } from '../facts';
import { cellName, scopeWords } from '../words';
import { MessageText } from './messageText';
import { PlaceLink } from './placeLink';
import { RovingList } from './rovingList';
import { Surroundings } from './surroundings';

/** The findings that somebody has decided to live with: by what, why and until when. */
export const IgnoredFindings = React.memo(
  ({ ignored }: { ignored: readonly IIgnored[] }): JSX.Element => {
    const { trans } = React.useContext(Surroundings);
    if (ignored.length === 0) {
      return <p className="mldebt-Empty">{trans.__('Nothing is ignored.')}</p>;
    }
    return (
      <RovingList className="mldebt-List" label={trans.__('Ignored findings')}>
        {ignored.map((entry, i) => (
          <IgnoredRow key={`${entry.fingerprint}:${i}`} entry={entry} />
        ))}
      </RovingList>
    );
  }
);
IgnoredFindings.displayName = 'IgnoredFindings';

function IgnoredRow({ entry }: { entry: IIgnored }): JSX.Element {
  const { trans } = React.useContext(Surroundings);
  const { cell, code, message, reason, scope, span, until } = entry;
  return (
    <li
      className="mldebt-Ignored"
      data-code={code}
      data-scope={scope}
      data-fingerprint={entry.fingerprint}
    >
      <span className="mldebt-Ignored-message">
        {cell && (
          <PlaceLink cell={cell} span={span}>
            {cellName(cell, trans)}
          </PlaceLink>
        )}{' '}
        <MessageText message={message} />
      </span>
      <span className="mldebt-Finding-meta">
        <span className="mldebt-Finding-code">{code}</span>
        <span>{scopeWords(scope, trans)}</span>
        {until && <span>{trans.__('until %1', until)}</span>}
      </span>
      <span className="mldebt-Ignored-reason">
        {reason || trans.__('No reason is given.')}
      </span>
    </li>
  );
}
