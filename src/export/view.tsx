import React from 'react';

import { ICheckedItem } from '../facts';
import { countBySeverity, IReport, SEVERITIES } from '../findings';
import { HygieneModel } from '../model';
import { Failed, Limits, Loading } from '../panel/states';
import { Surroundings } from '../panel/surroundings';
import { severityCount, verdictWords } from '../words';
import { IExportFormat } from './formats';
import { IGatePolicy } from './policy';
import { GateRow } from './row';
import { gateRows, IGateRow } from './rows';

const MOST_ROWS = 6;

/** What is answered in the dialog, beside which button is pressed. */
export interface IGateAnswer {
  readonly format: string;
  readonly box: boolean;
  readonly strip: boolean;
  readonly reason: string;
  readonly isSilenced: boolean;
}

/** The dialog's body. */
export function GateView(props: {
  model: HygieneModel;
  isLoading: boolean;
  fails: boolean;
  policy: IGatePolicy;
  /** More than one if there is a choice. */
  formats: readonly IExportFormat[];
  answer: IGateAnswer;
  isReasonMissing: boolean;
  change: (answer: Partial<IGateAnswer>) => void;
  show: (row: IGateRow) => void;
  showAll: () => void;
  check: () => void;
}): JSX.Element {
  const { answer, change, model, policy } = props;
  const { trans } = React.useContext(Surroundings);
  const reasonId = React.useId();
  if (props.isLoading) {
    return <Loading />;
  }
  const { failure, report } = model;
  const isBlocked = props.fails && policy.mode === 'block';
  return (
    <>
      {failure && !model.isChecking && (
        <Failed failure={failure} retry={props.check} />
      )}
      {report && !failure && <Result {...props} report={report} />}
      {isBlocked && (
        <p className="mldebt-Gate-blocked" role="note">
          {policy.failOn === 'error'
            ? trans.__(
                'The administrator of this server does not let notebooks with errors be exported (%1).',
                policy.origin
              )
            : trans.__(
                'The administrator of this server does not let notebooks with errors or warnings be exported (%1).',
                policy.origin
              )}
        </p>
      )}
      {!isBlocked && (
        <>
          <fieldset className="mldebt-Gate-options">
            <legend>{trans.__('In the export')}</legend>
            {props.formats.length > 1 && (
              <label className="mldebt-Gate-format">
                {trans.__('Format')}{' '}
                <select
                  value={answer.format}
                  onChange={event => change({ format: event.target.value })}
                >
                  {props.formats.map(({ name, label }) => (
                    <option key={name} value={name}>
                      {label}
                    </option>
                  ))}
                </select>
              </label>
            )}
            <Option
              className="mldebt-Gate-box"
              label={trans.__('Put in a summary of what was found')}
              checked={answer.box}
              onChange={box => change({ box })}
            />
            <Option
              className="mldebt-Gate-strip"
              label={trans.__('Leave out execution counts and stored errors')}
              checked={answer.strip}
              onChange={strip => change({ strip })}
            />
          </fieldset>
          {props.fails && (
            <p className="mldebt-Gate-reason">
              <label htmlFor={reasonId}>
                {policy.needsReason
                  ? trans.__('Why it is exported anyway (required)')
                  : trans.__('Why it is exported anyway')}
              </label>
              <input
                id={reasonId}
                className="mldebt-Gate-reasonInput"
                value={answer.reason}
                maxLength={500}
                aria-required={policy.needsReason}
                aria-invalid={props.isReasonMissing}
                onChange={event => change({ reason: event.target.value })}
              />
              <span className="mldebt-Gate-hint" role="alert">
                {props.isReasonMissing
                  ? trans.__('This server asks for a reason.')
                  : ''}
              </span>
            </p>
          )}
        </>
      )}
      {policy.mode === null && (
        <Option
          className="mldebt-Gate-silence"
          label={trans.__('Do not ask for this notebook')}
          checked={answer.isSilenced}
          onChange={isSilenced => change({ isSilenced })}
        />
      )}
    </>
  );
}

function Result(props: {
  report: IReport;
  show: (row: IGateRow) => void;
  showAll: () => void;
}): JSX.Element {
  const { report } = props;
  const { trans } = React.useContext(Surroundings);
  const rows = React.useMemo(() => gateRows(report), [report]);
  const counts = countBySeverity(report.findings);
  const found = SEVERITIES.filter(s => counts[s] > 0)
    .map(s => severityCount(s, counts[s], trans))
    .join(', ');
  const left = rows.length - MOST_ROWS;
  const inState = (state: string) =>
    report.checklist.filter(item => item.state === state);
  const passed = inState('pass');
  const unknown = inState('unknown');
  return (
    <>
      <p
        className="mldebt-Verdict mldebt-Gate-verdict"
        data-verdict={report.verdict}
        role="status"
      >
        {verdictWords(report.verdict, trans)}
        {found && ` · ${found}`}
      </p>
      <Limits report={report} />
      {rows.length > 0 ? (
        <ul
          className="mldebt-Gate-rows"
          aria-label={trans.__('What speaks against the export')}
        >
          {rows.slice(0, MOST_ROWS).map(row => (
            <GateRow key={row.key} row={row} show={props.show} />
          ))}
        </ul>
      ) : (
        <p className="mldebt-Gate-nothing">
          {trans.__('Nothing speaks against the export.')}
        </p>
      )}
      {left > 0 && (
        <button
          type="button"
          className="mldebt-Button mldebt-Gate-more"
          onClick={props.showAll}
        >
          {trans._n('%1 more in the panel', '%1 more in the panel', left)}
        </button>
      )}
      <Folded
        kind="passed"
        label={trans._n('%1 passed', '%1 passed', passed.length)}
        items={passed}
      />
      <Folded
        kind="unknown"
        label={trans._n('%1 not known', '%1 not known', unknown.length)}
        items={unknown}
      />
    </>
  );
}

function Folded(props: {
  kind: string;
  label: string;
  items: readonly ICheckedItem[];
}): JSX.Element | null {
  if (props.items.length === 0) {
    return null;
  }
  return (
    <details className={`mldebt-Gate-folded mldebt-Gate-${props.kind}`}>
      <summary>{props.label}</summary>
      <ul>
        {props.items.map(item => (
          <li key={item.id}>{item.text}</li>
        ))}
      </ul>
    </details>
  );
}

function Option(props: {
  className: string;
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}): JSX.Element {
  return (
    <label className={`mldebt-Gate-option ${props.className}`}>
      <input
        type="checkbox"
        checked={props.checked}
        onChange={event => props.onChange(event.target.checked)}
      />
      {props.label}
    </label>
  );
}
