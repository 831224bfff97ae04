import { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { FixPreview } from '../panel/fixPreview';
import { SeverityIcon } from '../panel/icon';
import { MessageText } from '../panel/messageText';
import { Surroundings } from '../panel/surroundings';
import { cellName, severityWord } from '../words';
import { IGateRow } from './rows';

/** One thing that speaks against the export, with the ways to it and out of it. */
export function GateRow(props: {
  row: IGateRow;
  show: (row: IGateRow) => void;
}): JSX.Element {
  const { row, show } = props;
  const { trans } = React.useContext(Surroundings);
  const [isOpen, setOpen] = React.useState(false);
  const id = React.useId();
  const fixButton = React.useRef<HTMLButtonElement>(null);
  const fixable = row.findings.find(({ fix }) => fix !== null);
  return (
    <li
      className="mldebt-GateRow"
      data-severity={row.severity}
      data-item={row.items[0]?.id}
      data-code={row.findings[0]?.code}
    >
      <div className="mldebt-GateRow-line">
        <SeverityIcon severity={row.severity} />
        <div className="mldebt-GateRow-text" id={id}>
          <p className="mldebt-GateRow-what">
            <span className="mldebt-GateRow-word">
              {severityWord(row.severity, trans)}
            </span>{' '}
            <MessageText message={what(row, trans)} />
          </p>
          <p className="mldebt-GateRow-why">{why(row, trans)}</p>
        </div>
        <div className="mldebt-GateRow-buttons">
          <button
            type="button"
            className="mldebt-Button mldebt-GateRow-show"
            aria-describedby={id}
            onClick={() => show(row)}
          >
            {trans.__('Show')}
          </button>
          {fixable && (
            <button
              ref={fixButton}
              type="button"
              className="mldebt-Button mldebt-GateRow-fix"
              aria-describedby={id}
              aria-expanded={isOpen}
              title={fixable.fix!.title}
              onClick={() => setOpen(!isOpen)}
            >
              {trans.__('Fix…')}
            </button>
          )}
        </div>
      </div>
      {isOpen && fixable && (
        <div className="mldebt-GateRow-preview">
          <p className="mldebt-GateRow-fixTitle">
            <MessageText message={fixable.fix!.title} />
          </p>
          <FixPreview
            fix={fixable.fix!}
            close={() => {
              setOpen(false);
              fixButton.current?.focus();
            }}
          />
        </div>
      )}
    </li>
  );
}

/** What is wrong, and where. */
function what(row: IGateRow, trans: TranslationBundle): string {
  if (row.items.length > 0) {
    return row.items[0].evidence;
  }
  const [{ cell, message }] = row.findings;
  const place = cell ? trans.__('In %1: ', cellName(cell, trans)) : '';
  const others = row.findings.length - 1;
  const more =
    others > 0 ? trans._n(' (and %1 more)', ' (and %1 more)', others) : '';
  return `${place}${message}${more}`;
}

/** What that is measured against. */
function why(row: IGateRow, trans: TranslationBundle): string {
  return row.items.length > 0
    ? trans.__('Not met: %1', row.items.map(item => item.text).join(' '))
    : `${row.findings[0].code} ${row.findings[0].name}`;
}
