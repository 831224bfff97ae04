import { refreshIcon } from '@jupyterlab/ui-components';
import React from 'react';

import { countBySeverity, IReport, SEVERITIES } from '../findings';
import { severityCount } from '../words';
import { SeverityIcon } from './icon';
import { Surroundings } from './surroundings';
import { Verdict } from './verdict';

/** Which notebook, how it stands, and the button to check it again. */
export function Header(props: {
  name: string;
  path: string;
  report: IReport | null;
  /** When it ran from top to bottom in a new kernel. */
  ranThrough: Date | null;
  isChecking: boolean;
  check: () => void;
}): JSX.Element {
  const { trans } = React.useContext(Surroundings);
  const { report } = props;
  const label = trans.__('Check again');
  return (
    <div className="mldebt-Header">
      <div className="mldebt-Header-line">
        <h2 className="mldebt-Header-name" title={props.path}>
          {props.name}
        </h2>
        <button
          type="button"
          className="mldebt-Header-check"
          aria-label={label}
          title={label}
          aria-busy={props.isChecking}
          onClick={props.check}
        >
          <refreshIcon.react tag="span" width="16px" height="16px" />
        </button>
      </div>
      {report && (
        <>
          <Verdict report={report} />
          {props.ranThrough && (
            <p className="mldebt-RanThrough">
              {trans.__(
                'Ran from top to bottom at %1',
                props.ranThrough.toLocaleTimeString()
              )}
            </p>
          )}
          <Counts report={report} />
        </>
      )}
    </div>
  );
}

/** How many findings there are; read out when it changes. */
const Counts = React.memo(({ report }: { report: IReport }): JSX.Element => {
  const { trans } = React.useContext(Surroundings);
  const counts = countBySeverity(report.findings);
  const present = SEVERITIES.filter(severity => counts[severity] > 0);
  return (
    <p className="mldebt-Counts" role="status" aria-live="polite">
      {present.map(severity => (
        <span
          key={severity}
          className="mldebt-Counts-item"
          data-severity={severity}
          data-count={counts[severity]}
        >
          <SeverityIcon severity={severity} />
          {severityCount(severity, counts[severity], trans)}
        </span>
      ))}
      {present.length === 0 && trans.__('no findings')}
    </p>
  );
});
Counts.displayName = 'Counts';
