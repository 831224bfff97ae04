import React from 'react';

import { IReport } from '../findings';
import { HygieneModel } from '../model';
import { FilterBar } from './filterBar';
import { filterFindings, NewPredicate, NO_FILTER } from './filtering';
import { groupFindings } from './grouping';
import { TreeNode } from './nodes';
import { IPanelChoices, PanelState } from './panelState';
import { Section } from './section';
import { Message, NothingFound } from './states';
import { Surroundings } from './surroundings';
import { IShowRequest } from '../tokens';
import { FindingTree } from './tree';

/** The findings, as far as the filter lets them through. */
export const FindingsSection = React.memo(
  (props: {
    model: HygieneModel;
    report: IReport;
    isNew: NewPredicate;
    hasFailed: boolean;
    state: PanelState;
    choices: IPanelChoices;
    request: IShowRequest | null;
  }): JSX.Element => {
    const { trans } = React.useContext(Surroundings);
    const { choices, isNew, model, report, request, state } = props;
    const { findings } = report;
    const { filter, grouping, open } = choices;
    const shown = React.useMemo(
      () => filterFindings(findings, filter, isNew),
      [findings, filter, isNew]
    );

    // What somebody asks to be shown is shown, whatever was hidden.
    React.useEffect(() => {
      if (request) {
        state.setOpen('findings', true);
        if (!filterFindings([request.finding], filter, isNew).length) {
          state.set({ filter: NO_FILTER });
        }
      }
      // Only when the request is made: closing and filtering again afterwards is the user's business.
    }, [request]);

    const previous = React.useRef<readonly TreeNode[]>([]);
    const tree = React.useMemo(() => {
      const source = (id: string) => model.cell(id)?.source ?? '';
      return (previous.current = groupFindings(shown, {
        by: grouping,
        source,
        previous: previous.current
      }));
      // The cells' first lines change with the report, also where the findings stay.
    }, [model, report, shown, grouping]);

    const isPart = shown.length < findings.length;
    const label = isPart
      ? trans.__('%1 of %2 findings shown', shown.length, findings.length)
      : trans._n('%1 finding', '%1 findings', findings.length);
    return (
      <Section
        id="findings"
        title={trans.__('Findings')}
        count={{
          text: isPart
            ? trans.__('%1 of %2', shown.length, findings.length)
            : String(findings.length),
          label
        }}
        isOpen={open.includes('findings')}
        setOpen={state.setOpen}
      >
        {findings.length > 0 && (
          <FilterBar findings={findings} isNew={isNew} state={state} />
        )}
        <p className="mldebt-mod-spoken" role="status">
          {isPart && label}
        </p>
        {findings.length === 0 && !props.hasFailed && <NothingFound />}
        {findings.length > 0 && shown.length === 0 && (
          <Message
            kind="filtered"
            title={trans.__('All findings are filtered out')}
            text={trans._n(
              '%1 finding is there.',
              '%1 findings are there.',
              findings.length
            )}
          >
            <button
              type="button"
              className="mldebt-Button"
              onClick={() => state.set({ filter: NO_FILTER })}
            >
              {trans.__('Clear filters')}
            </button>
          </Message>
        )}
        {tree.length > 0 && (
          <FindingTree
            tree={tree}
            store={state.treeOf(model)}
            request={request}
          />
        )}
      </Section>
    );
  }
);
FindingsSection.displayName = 'FindingsSection';
