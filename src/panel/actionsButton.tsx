import { ellipsesIcon } from '@jupyterlab/ui-components';
import React from 'react';

import { IFinding } from '../findings';
import { Actions } from './actionsContext';
import { IgnoreForm } from './laterParts';
import { Surroundings } from './surroundings';

/** Opens the menu of a finding. */
export function ActionsButton(props: {
  finding: IFinding;
}): JSX.Element | null {
  const { trans } = React.useContext(Surroundings);
  const actions = React.useContext(Actions);
  if (!actions) {
    return null;
  }
  const label = trans.__('More actions');
  return (
    <button
      type="button"
      className="mldebt-Actions-button"
      // The tree has one tab stop; the context menu key on the row opens the same menu.
      tabIndex={-1}
      aria-haspopup="menu"
      aria-label={label}
      title={label}
      onClick={event => {
        event.stopPropagation();
        IgnoreForm.prefetch();
        actions.openMenu({
          finding: props.finding,
          anchor: event.currentTarget
        });
      }}
    >
      <ellipsesIcon.react tag="span" width="14px" height="14px" />
    </button>
  );
}
