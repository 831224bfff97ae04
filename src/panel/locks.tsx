import React from 'react';

import { ILock } from '../locks';
import { Surroundings } from './surroundings';

/** Says which settings an administrator has locked, and where. */
export function Locks(): JSX.Element | null {
  const { trans } = React.useContext(Surroundings);
  const locks = useLocks();
  return locks.length === 0 ? null : (
    <details className="mldebt-Locks">
      <summary>
        {trans._n(
          '%1 setting is locked by the administrator',
          '%1 settings are locked by the administrator',
          locks.length
        )}
      </summary>
      <ul className="mldebt-List">
        {locks.map(({ name, origin }) => (
          <li key={`${name} ${origin}`} className="mldebt-Lock">
            <code>{name}</code> {trans.__('in %1', origin)}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** What is locked; draws anew when it changes. */
export function useLocks(): readonly ILock[] {
  const { choices } = React.useContext(Surroundings);
  return React.useSyncExternalStore(
    React.useCallback(
      (listener: () => void) => {
        choices?.changed.connect(listener);
        return () => {
          choices?.changed.disconnect(listener);
        };
      },
      [choices]
    ),
    () => choices?.locks ?? NONE
  );
}

const NONE: readonly ILock[] = [];
