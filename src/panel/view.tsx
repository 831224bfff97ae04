import React from 'react';

import { passing } from '../facts';
import { ICellRef, IReport } from '../findings';
import { measured } from '../measures';
import { HygieneModel } from '../model';
import { ActionsNotice } from './actionsNotice';
import { DependenciesSection } from './dependenciesSection';
import { FindingsSection } from './findingsSection';
import { Header } from './header';
import { Accesses, Checklist, IgnoredFindings } from './laterParts';
import { LatestChange } from './latestChange';
import { Locks } from './locks';
import { IPanelChoices, PanelState } from './panelState';
import { Section } from './section';
import { Failed, Limits, Loading, NoNotebook } from './states';
import { Surroundings } from './surroundings';
import { IShownChange } from '../shownChanges';
import { IShowRequest } from '../tokens';

/** The whole panel, for the notebook that the user is at. */
export function PanelView(props: {
  model: HygieneModel | null;
  state: PanelState;
  name: string;
  request: IShowRequest | null;
  change: IShownChange | null;
  check: () => void;
}): JSX.Element {
  const { model, state } = props;
  const end = measured('mldebt:render', 'panel');
  React.useLayoutEffect(end);
  const choices = useChoices(state);
  if (!model) {
    return <NoNotebook />;
  }
  const { report } = model;
  return (
    <>
      <Header
        name={props.name}
        path={model.path}
        report={report}
        ranThrough={model.ranThrough}
        isChecking={model.isChecking}
        check={props.check}
      />
      <LatestChange change={props.change} />
      <ActionsNotice />
      <div className="mldebt-Body">
        <div className="mldebt-Column mldebt-mod-main">
          {model.failure && !model.isChecking && (
            <Failed failure={model.failure} retry={props.check} />
          )}
          {!report && model.isChecking && <Loading />}
          {report && (
            <>
              <Limits report={report} />
              <FindingsSection
                model={model}
                report={report}
                isNew={model.isNew}
                hasFailed={model.failure !== null}
                state={state}
                choices={choices}
                request={props.request}
              />
            </>
          )}
        </div>
        {report && (
          <Facts
            model={model}
            report={report}
            state={state}
            choices={choices}
          />
        )}
      </div>
    </>
  );
}

/** What the report says beside its findings. */
const Facts = React.memo(
  (props: {
    model: HygieneModel;
    report: IReport;
    state: PanelState;
    choices: IPanelChoices;
  }): JSX.Element => {
    const { trans } = React.useContext(Surroundings);
    const { model, report, state } = props;
    const { accesses, checklist, findings, ignored } = report;
    const { open } = props.choices;
    const cells = useCells(model, report);
    const { applicable, passed } = passing(checklist);
    return (
      <div className="mldebt-Column mldebt-mod-side">
        <Section
          id="checklist"
          title={trans.__('Checklist')}
          count={{
            text: `${passed}/${applicable}`,
            label: trans.__('%1 of %2 pass', passed, applicable)
          }}
          isOpen={open.includes('checklist')}
          setOpen={state.setOpen}
        >
          <Checklist items={checklist} findings={findings} />
        </Section>
        <Section
          id="accesses"
          title={trans.__('Reads and writes')}
          count={{
            text: String(accesses.length),
            label: trans._n('%1 place', '%1 places', accesses.length)
          }}
          isOpen={open.includes('accesses')}
          setOpen={state.setOpen}
        >
          <Accesses accesses={accesses} />
        </Section>
        <DependenciesSection
          facts={report.cells}
          cells={cells}
          isOpen={open.includes('dependencies')}
          setOpen={state.setOpen}
        />
        <Section
          id="ignored"
          title={trans.__('Ignored')}
          count={{
            text: String(ignored.length),
            label: trans._n('%1 finding', '%1 findings', ignored.length)
          }}
          isOpen={open.includes('ignored')}
          setOpen={state.setOpen}
        >
          <IgnoredFindings ignored={ignored} limits={report.limits} />
        </Section>
        <Locks />
      </div>
    );
  }
);
Facts.displayName = 'Facts';

/** The notebook's cells as they were when the report was made. */
function useCells(model: HygieneModel, report: IReport): readonly ICellRef[] {
  return React.useMemo(
    () =>
      Array.from(model.cells, ({ execution_count, id }, index) => ({
        id,
        index,
        execution_count
      })),
    // The model's cells change together with the report.
    [model, report]
  );
}

function useChoices(state: PanelState): IPanelChoices {
  const subscribe = React.useCallback(
    (listener: () => void) => {
      state.changed.connect(listener);
      return () => {
        state.changed.disconnect(listener);
      };
    },
    [state]
  );
  return React.useSyncExternalStore(subscribe, () => state.choices);
}
