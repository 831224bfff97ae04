import React from 'react';

import { FindingActions } from '../actions';

/** What can be done about findings; null where nothing can. */
export const Actions = React.createContext<FindingActions | null>(null);

/** A part of what the actions tell, which redraws when it has changed. */
export function useActions<T>(read: (actions: FindingActions) => T): T | null {
  const actions = React.useContext(Actions);
  const subscribe = React.useCallback(
    (listener: () => void) => {
      actions?.changed.connect(listener);
      return () => void actions?.changed.disconnect(listener);
    },
    [actions]
  );
  return React.useSyncExternalStore(subscribe, () =>
    actions ? read(actions) : null
  );
}
