import React from 'react';

import { IFinding } from '../findings';
import { Actions, useActions } from './actionsContext';
import { IgnoreForm } from './laterParts';

/** Asks where and why a finding is to be ignored, if that is what its row is asked. */
export function IgnoreQuestion(props: {
  finding: IFinding;
}): JSX.Element | null {
  const actions = React.useContext(Actions);
  const { finding } = props;
  const asking = useActions(({ asking }) =>
    asking?.fingerprint === finding.fingerprint ? asking : null
  );
  return actions && asking ? (
    <IgnoreForm actions={actions} asking={asking} finding={finding} />
  ) : null;
}
