import React from 'react';

import { ICheckedItem } from '../facts';
import { IFinding } from '../findings';
import { checkStateWord } from '../words';
import { AnswerForm } from './laterParts';
import { CheckStateIcon } from './icon';
import { MessageText } from './messageText';
import { Surroundings } from './surroundings';
import { FindingLink } from './verdict';

/** An item of the checklist: its state, what that rests on, and where only the author knows, their answer. */
export const CheckedItem = React.memo(
  (props: {
    item: ICheckedItem;
    findings: ReadonlyMap<string, IFinding>;
  }): JSX.Element => {
    const { trans } = React.useContext(Surroundings);
    const { item } = props;
    const { evidence, id, kind, state, text } = item;
    return (
      <li
        className="mldebt-Check"
        data-item={id}
        data-state={state}
        data-kind={kind}
      >
        <CheckStateIcon state={state} />
        <div className="mldebt-Check-body">
          <p className="mldebt-Check-text">{text}</p>
          <p className="mldebt-Check-evidence">
            <span className="mldebt-Check-state">
              {checkStateWord(state, trans)}
            </span>{' '}
            <MessageText message={evidence} />
          </p>
          <Behind item={item} findings={props.findings} />
          <Answer item={item} />
        </div>
      </li>
    );
  }
);
CheckedItem.displayName = 'CheckedItem';

function Behind(props: {
  item: ICheckedItem;
  findings: ReadonlyMap<string, IFinding>;
}): JSX.Element | null {
  const behind = props.item.findings.flatMap(
    fingerprint => props.findings.get(fingerprint) ?? []
  );
  return behind.length === 0 ? null : (
    <p className="mldebt-Check-findings">
      {behind.map(finding => (
        <FindingLink key={finding.fingerprint} finding={finding} />
      ))}
    </p>
  );
}

/** The button that opens the form, and the form. What is answered from evidence needs no answer. */
function Answer({ item }: { item: ICheckedItem }): JSX.Element | null {
  const { answering, trans } = React.useContext(Surroundings);
  const [isOpen, setOpen] = React.useState(false);
  const button = React.useRef<HTMLButtonElement>(null);
  const wasOpen = React.useRef(false);
  React.useLayoutEffect(() => {
    if (wasOpen.current && !isOpen) {
      button.current?.focus();
    }
    wasOpen.current = isOpen;
  }, [isOpen]);
  const stored = answering.stored(item);
  if (item.kind === 'auto' && item.state !== 'unknown' && !stored) {
    return null;
  }
  if (isOpen) {
    return (
      <AnswerForm item={item} stored={stored} close={() => setOpen(false)} />
    );
  }
  const why =
    answering.refusal === null ? undefined : trans.__('Read-only notebook');
  return (
    <button
      ref={button}
      type="button"
      className="mldebt-Link mldebt-Check-answer"
      disabled={why !== undefined}
      title={why}
      onClick={() => setOpen(true)}
    >
      {stored ? trans.__('Change the answer…') : trans.__('Answer…')}
    </button>
  );
}
