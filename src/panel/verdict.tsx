import React from 'react';

import { IFinding, IReport } from '../findings';
import {
  cellName,
  raiseSentence,
  verdictSentence,
  verdictWords
} from '../words';
import { Surroundings } from './surroundings';

// More are in the list; the line is to be read at a glance.
const SHOWN = 3;

/** The verdict, and what would raise it, with the findings that it rests on. */
export const Verdict = React.memo(
  ({ report }: { report: IReport }): JSX.Element => {
    const { trans } = React.useContext(Surroundings);
    const { findings, verdict, verdict_findings } = report;
    const behind = React.useMemo(() => {
      const fingerprints = new Set(verdict_findings);
      return findings.filter(({ fingerprint }) =>
        fingerprints.has(fingerprint)
      );
    }, [findings, verdict_findings]);
    return (
      <>
        <p
          className="mldebt-Verdict"
          data-verdict={verdict}
          title={verdictSentence(verdict, trans)}
        >
          {verdictWords(verdict, trans)}
        </p>
        <p className="mldebt-Raise">
          {behind.length === 0 && verdict_findings.length > 0
            ? trans.__('What it rests on is ignored this time.')
            : raiseSentence(verdict, behind.length, trans)}{' '}
          {behind.slice(0, SHOWN).map(finding => (
            <FindingLink
              key={finding.fingerprint}
              finding={finding}
              className="mldebt-Raise-link"
            />
          ))}
          {behind.length > SHOWN && (
            <span className="mldebt-Raise-more">
              {trans.__('and %1 more', behind.length - SHOWN)}
            </span>
          )}
        </p>
      </>
    );
  }
);
Verdict.displayName = 'Verdict';

/** A button that shows a finding in the list. */
export function FindingLink(props: {
  finding: IFinding;
  className?: string;
}): JSX.Element {
  const { show, trans } = React.useContext(Surroundings);
  const { finding } = props;
  const { cell, code, message } = finding;
  return (
    <button
      type="button"
      className={`mldebt-Link ${props.className ?? ''}`}
      data-fingerprint={finding.fingerprint}
      title={message}
      onClick={() => show(finding)}
    >
      {cell
        ? trans.__('%1 in %2', code, cellName(cell, trans))
        : trans.__('%1 on the notebook', code)}
    </button>
  );
}
