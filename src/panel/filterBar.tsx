import React from 'react';

import { IFinding, countBySeverity, SEVERITIES } from '../findings';
import { severityCount } from '../words';
import { IFilter, NewPredicate, withSeverity } from './filtering';
import { SeverityIcon } from './icon';
import { Grouping, GROUPINGS, PanelState } from './panelState';
import { Surroundings } from './surroundings';

/** Which findings are shown, and how they are put together. */
export function FilterBar(props: {
  findings: readonly IFinding[];
  isNew: NewPredicate;
  state: PanelState;
}): JSX.Element {
  const { trans } = React.useContext(Surroundings);
  const { findings, isNew, state } = props;
  const { filter, grouping } = state.choices;
  const counts = countBySeverity(findings);
  const words = trans.__('Filter by words, rules or cells');
  return (
    <div className="mldebt-Filter" role="search" aria-label={words}>
      <input
        type="search"
        className="mldebt-Filter-text"
        placeholder={trans.__('Filter…')}
        aria-label={words}
        value={filter.text}
        spellCheck={false}
        onChange={event => state.setFilter({ text: event.target.value })}
        onKeyDown={event => {
          if (event.key === 'Escape' && filter.text) {
            state.setFilter({ text: '' });
            event.stopPropagation();
          }
        }}
      />
      <select
        className="mldebt-Select mldebt-Filter-grouping"
        aria-label={trans.__('Group by')}
        value={grouping}
        onChange={event =>
          state.set({
            grouping: GROUPINGS.find(g => g === event.target.value)
          })
        }
      >
        {GROUPINGS.map(g => (
          <option key={g} value={g}>
            {groupingWord(g)}
          </option>
        ))}
      </select>
      <div className="mldebt-Filter-chips">
        {SEVERITIES.filter(severity => counts[severity] > 0).map(severity => {
          const isShown = !filter.hidden.includes(severity);
          const label = severityCount(severity, counts[severity], trans);
          return (
            <Chip
              key={severity}
              name={severity}
              label={label}
              isPressed={isShown}
              toggle={() =>
                state.setFilter(withSeverity(filter, severity, !isShown))
              }
            >
              <SeverityIcon severity={severity} />
              {counts[severity]}
            </Chip>
          );
        })}
        {(filter.fixable || findings.some(finding => finding.fix)) && (
          <FlagChip name="fixable" filter={filter} state={state}>
            {trans.__('Fixable')}
          </FlagChip>
        )}
        {isNew && (
          <FlagChip name="newOnly" filter={filter} state={state}>
            {trans.__('New only')}
          </FlagChip>
        )}
      </div>
    </div>
  );

  function groupingWord(g: Grouping): string {
    switch (g) {
      case 'cell':
        return trans.__('By cell');
      case 'rule':
        return trans.__('By rule');
      case 'practice':
        return trans.__('By practice');
    }
  }
}

function FlagChip(props: {
  name: 'fixable' | 'newOnly';
  filter: IFilter;
  state: PanelState;
  children: string;
}): JSX.Element {
  const { filter, name, state } = props;
  return (
    <Chip
      name={name}
      label={props.children}
      isPressed={filter[name]}
      toggle={() => state.setFilter({ [name]: !filter[name] })}
    >
      {props.children}
    </Chip>
  );
}

function Chip(props: {
  name: string;
  label: string;
  isPressed: boolean;
  toggle: () => void;
  children: React.ReactNode;
}): JSX.Element {
  return (
    <button
      type="button"
      className="mldebt-Chip"
      data-filter={props.name}
      aria-pressed={props.isPressed}
      aria-label={props.label}
      title={props.label}
      onClick={props.toggle}
    >
      {props.children}
    </button>
  );
}
