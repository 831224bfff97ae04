import React from 'react';

import { IIgnored } from '../facts';
import { ILimit } from '../findings';
import { cellName, scopeWords } from '../words';
import { Actions } from './actionsContext';
import { MessageText } from './messageText';
import { PlaceLink } from './placeLink';
import { RovingList } from './rovingList';
import { Surroundings } from './surroundings';

/** The findings that somebody has decided to live with: by what, why and until when. */
export const IgnoredFindings = React.memo(
  (props: {
    ignored: readonly IIgnored[];
    limits: readonly ILimit[];
  }): JSX.Element => {
    const { trans } = React.useContext(Surroundings);
    const { ignored } = props;
    const idle = props.limits.filter(({ kind }) => kind === 'ignore');
    if (ignored.length + idle.length === 0) {
      return <p className="mldebt-Empty">{trans.__('Nothing is ignored.')}</p>;
    }
    return (
      <RovingList className="mldebt-List" label={trans.__('Ignored findings')}>
        {ignored.map((entry, i) => (
          <IgnoredRow key={`${entry.fingerprint}:${i}`} entry={entry} />
        ))}
        {idle.map(({ cell, why }, i) => (
          <li key={`idle:${i}`} className="mldebt-Ignored mldebt-mod-idle">
            {cell && (
              <PlaceLink cell={cell} span={null}>
                {cellName(cell, trans)}
              </PlaceLink>
            )}{' '}
            {why}
          </li>
        ))}
      </RovingList>
    );
  }
);
IgnoredFindings.displayName = 'IgnoredFindings';

function IgnoredRow({ entry }: { entry: IIgnored }): JSX.Element {
  const { trans } = React.useContext(Surroundings);
  const actions = React.useContext(Actions);
  const { cell, code, message, reason, scope, since, span, until } = entry;
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
        {since && <span>{trans.__('since %1', since)}</span>}
        {until && <span>{trans.__('until %1', until)}</span>}
      </span>
      <span className="mldebt-Ignored-reason">
        {reason || trans.__('No reason is given.')}
      </span>
      {actions && scope !== 'baseline' && (
        <button
          type="button"
          className="mldebt-Button mldebt-Ignored-restore"
          data-stop
          tabIndex={-1}
          aria-label={trans.__('Show %1 again', code)}
          onClick={() => void actions.restore(entry)}
        >
          {trans.__('Restore')}
        </button>
      )}
    </li>
  );
}
