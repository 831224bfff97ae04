import React from 'react';

import { CheckFailure } from '../failure';
import { IReport } from '../findings';
import { Surroundings } from './surroundings';

/** A message in place of a list, or above it. */
export function Message(props: {
  kind: string;
  title: string;
  text?: string;
  children?: React.ReactNode;
}): JSX.Element {
  return (
    <div className={`mldebt-Message mldebt-mod-${props.kind}`}>
      <p className="mldebt-Message-title">{props.title}</p>
      {props.text && <p className="mldebt-Message-text">{props.text}</p>}
      {props.children}
    </div>
  );
}

/** Nothing is open that could be checked. */
export function NoNotebook(): JSX.Element {
  const { trans } = React.useContext(Surroundings);
  return (
    <Message
      kind="none"
      title={trans.__('No notebook')}
      text={trans.__('Open a notebook to see what its cells hide.')}
    />
  );
}

/** The first check is under way. */
export function Loading(): JSX.Element {
  const { trans } = React.useContext(Surroundings);
  return <Message kind="loading" title={trans.__('Checking the notebook…')} />;
}

/** A check found nothing. */
export function NothingFound(): JSX.Element {
  const { trans } = React.useContext(Surroundings);
  return (
    <Message
      kind="clean"
      title={trans.__('Nothing found')}
      text={trans.__(
        'No rule has anything to say. That is no proof: only a run from an empty kernel is.'
      )}
    />
  );
}

/** What was not analysed, and what still works. */
export function Limits({ report }: { report: IReport }): JSX.Element | null {
  const { trans } = React.useContext(Surroundings);
  const language = report.language ?? '';
  const isForeign = language !== '' && language.toLowerCase() !== 'python';
  const limits = report.limits.filter(l => l.kind === 'analysis');
  const reasons = [
    ...new Set(limits.filter(l => l.cell === null).map(l => l.why))
  ];
  const cells = new Set(
    limits.flatMap(l => (l.cell === null ? [] : [l.cell.index]))
  ).size;
  if (!isForeign && reasons.length === 0 && cells === 0) {
    return null;
  }
  return (
    <Message
      kind="limits"
      title={
        isForeign
          ? trans.__('Code in %1 is not analysed', capitalised(language))
          : trans.__('Not everything was analysed')
      }
      text={
        isForeign && reasons.length === 0
          ? trans.__(
              'What needs no Python still works: execution order, counts, and what ran in this session.'
            )
          : undefined
      }
    >
      {reasons.map(reason => (
        <p key={reason} className="mldebt-Message-text">
          {reason}
        </p>
      ))}
      {cells > 0 && !isForeign && (
        <p className="mldebt-Message-text">
          {trans._n(
            '%1 cell was passed over.',
            '%1 cells were passed over.',
            cells
          )}
        </p>
      )}
    </Message>
  );
}

/** The latest check failed. */
export function Failed(props: {
  failure: CheckFailure;
  retry: () => void;
}): JSX.Element {
  const { trans } = React.useContext(Surroundings);
  const { kind, message } = props.failure;
  let title: string;
  let text: string;
  switch (kind) {
    case 'missing':
      title = trans.__('The server extension is missing');
      text = trans.__(
        'Notebooks are checked by the Jupyter server, where mldebt-lab is not installed or not enabled. “jupyter server extension list” shows which extensions it has.'
      );
      break;
    case 'too-large':
      title = trans.__('This notebook is too large to be checked here');
      text = message;
      break;
    case 'busy':
      title = trans.__('The check took too long');
      text = message;
      break;
    case 'unreachable':
      title = trans.__('The server does not answer');
      text = message;
      break;
    default:
      title = trans.__('The check failed');
      text = message;
  }
  return (
    <div role="alert">
      <Message kind={kind} title={title} text={text}>
        <button type="button" className="mldebt-Button" onClick={props.retry}>
          {trans.__('Try again')}
        </button>
      </Message>
    </div>
  );
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
