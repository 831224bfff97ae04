import React from 'react';

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
