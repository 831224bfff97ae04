import { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';

import '../../style/card.css';
import { IFinding, IRelated, IRule } from '../findings';
import { Explanation } from '../panel/explanation';
import { FixPreview } from '../panel/laterParts';
import { MessageText } from '../panel/messageText';
import { IFixPlace, Surroundings } from '../panel/surroundings';
import { cellName, confidenceWord, evidenceWord, severityWord } from '../words';
import { ICardView } from './marks';

/** What a card can do. */
export interface ICardActions {
  readonly fixPlace: IFixPlace;
  readonly trans: TranslationBundle;
  /** The rules by code. */
  rules(): Promise<ReadonlyMap<string, IRule>>;
  /** Go to a place in the notebook. */
  reveal(place: IRelated): void;
  /** Show a finding in the panel. */
  show(finding: IFinding): void;
  /** Ask how and why a finding is to be ignored. */
  ignore(finding: IFinding): void;
}

/** Make the card that explains findings in the editor. `close` is told whether the keyboard was in it. */
export function renderCard(
  findings: readonly IFinding[],
  actions: ICardActions,
  close: (hadFocus: boolean) => void
): ICardView {
  const dom = document.createElement('div');
  dom.className = 'mldebt-Card';
  dom.setAttribute('role', 'dialog');
  dom.setAttribute(
    'aria-label',
    actions.trans._n('%1 finding', '%1 findings', findings.length)
  );
  // A press must not take the focus from the editor, or the card would be gone before the click.
  dom.addEventListener('mousedown', event => event.preventDefault());
  dom.addEventListener('keydown', event => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      close(true);
    }
  });
  dom.addEventListener('focusout', event => {
    if (event.relatedTarget && !dom.contains(event.relatedTarget as Node)) {
      close(false);
    }
  });
  const root = createRoot(dom);
  // The editor places the card by its size, so that it must be complete.
  flushSync(() =>
    root.render(
      <Card findings={findings} actions={actions} close={() => close(true)} />
    )
  );
  return { dom, destroy: () => root.unmount() };
}

/** Findings with all that can be done about them. All text is set as text: it may come from the notebook. */
function Card(props: {
  findings: readonly IFinding[];
  actions: ICardActions;
  close: () => void;
}): JSX.Element {
  const { fixPlace, rules, trans } = props.actions;
  const others = React.useContext(Surroundings);
  const surroundings = React.useMemo(
    () => ({ ...others, fixPlace, rules, trans }),
    [others, fixPlace, rules, trans]
  );
  return (
    <Surroundings.Provider value={surroundings}>
      {props.findings.map(finding => (
        <Item key={finding.fingerprint} finding={finding} {...props} />
      ))}
    </Surroundings.Provider>
  );
}

function Item(props: {
  finding: IFinding;
  actions: ICardActions;
  close: () => void;
}): JSX.Element {
  const { finding, actions, close } = props;
  const { trans } = actions;
  const [open, setOpen] = React.useState<'fix' | 'why' | null>(null);
  const toggle = (part: 'fix' | 'why') => setOpen(open === part ? null : part);
  return (
    <div
      className="mldebt-Card-item"
      data-code={finding.code}
      data-severity={finding.severity}
    >
      <div className="mldebt-Card-head">
        <span className="mldebt-Card-severity">
          {severityWord(finding.severity, trans)}
        </span>
        <span className="mldebt-Card-code">{finding.code}</span>
        <span className="mldebt-Card-tags">
          {`${evidenceWord(finding.evidence, trans)} · ${confidenceWord(finding.confidence, trans)}`}
        </span>
      </div>
      <div className="mldebt-Card-message">
        <MessageText message={finding.message} />
      </div>
      <Places finding={finding} actions={actions} />
      <div className="mldebt-Card-buttons">
        {finding.fix && (
          <Toggle
            part="fix"
            isOpen={open === 'fix'}
            label={trans.__('Fix…')}
            toggle={toggle}
          />
        )}
        <Toggle
          part="why"
          isOpen={open === 'why'}
          label={trans.__('Why')}
          toggle={toggle}
        />
        <button
          type="button"
          className="mldebt-Button mldebt-Card-ignore"
          onClick={() => actions.ignore(finding)}
        >
          {trans.__('Ignore…')}
        </button>
        <button
          type="button"
          className="mldebt-Button mldebt-Card-more"
          onClick={() => actions.show(finding)}
        >
          {trans.__('Show in the panel')}
        </button>
      </div>
      {open === 'why' && (
        <div className="mldebt-Card-part">
          <Explanation code={finding.code} part="why" />
          <Explanation code={finding.code} part="fix" />
        </div>
      )}
      {open === 'fix' && finding.fix && (
        <div className="mldebt-Card-part mldebt-FixPreview">
          <p className="mldebt-Card-fix">
            <MessageText message={finding.fix.title} />
          </p>
          <FixPreview
            fix={finding.fix}
            close={hasFocus => (hasFocus ? setOpen(null) : close())}
          />
        </div>
      )}
    </div>
  );
}

/** The places that explain the finding, each with the way there. */
function Places(props: {
  finding: IFinding;
  actions: ICardActions;
}): JSX.Element | null {
  const { reveal, trans } = props.actions;
  const places = props.finding.related.filter(({ cell }) => cell !== null);
  return places.length === 0 ? null : (
    <ul className="mldebt-Card-places">
      {places.map((place, i) => (
        <li key={i}>
          <button
            type="button"
            className="mldebt-Button mldebt-Card-place"
            data-cell-id={place.cell!.id}
            onClick={() => reveal(place)}
          >
            {trans.__('Go to %1', cellName(place.cell!, trans))}
          </button>{' '}
          <MessageText message={place.message} />
        </li>
      ))}
    </ul>
  );
}

function Toggle(props: {
  part: 'fix' | 'why';
  isOpen: boolean;
  label: string;
  toggle: (part: 'fix' | 'why') => void;
}): JSX.Element {
  return (
    <button
      type="button"
      className={`mldebt-Button mldebt-Card-${props.part}Button`}
      aria-expanded={props.isOpen}
      onClick={() => props.toggle(props.part)}
    >
      {props.label}
    </button>
  );
}
