import React from 'react';

import { CheckState } from '../facts';
import { Severity } from '../findings';
import { SEVERITY_PATHS } from '../icons';

/** A severity as a drawing; the word stands beside it or in a label. */
export function SeverityIcon(props: { severity: Severity }): JSX.Element {
  return (
    <svg
      className="mldebt-SeverityIcon"
      data-severity={props.severity}
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      <path d={SEVERITY_PATHS[props.severity]} fillRule="evenodd" />
    </svg>
  );
}

/** The sign of a node that can be opened. */
export function Chevron(props: { open: boolean }): JSX.Element {
  return (
    <svg
      className="mldebt-Chevron"
      data-open={props.open}
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      <path d="M6 3.5 10.5 8 6 12.5" />
    </svg>
  );
}

const CHECK_PATHS: Readonly<Record<CheckState, string>> = {
  // A check mark.
  pass: 'M3 8.5 6.5 12 13 4.5',
  // A cross.
  fail: 'M4 4 12 12M12 4 4 12',
  // A question mark.
  unknown: 'M5.5 6a2.5 2.5 0 1 1 3.6 2.2c-.7.4-1.1.9-1.1 1.6M8 12v.8',
  // A dash.
  na: 'M4 8h8'
};

/** The state of a checklist's item as a drawing; the word stands beside it. */
export function CheckStateIcon(props: { state: CheckState }): JSX.Element {
  return (
    <svg
      className="mldebt-CheckIcon"
      data-state={props.state}
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      <path d={CHECK_PATHS[props.state]} />
    </svg>
  );
}
