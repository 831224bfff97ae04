import React from 'react';

import { measured } from '../measures';
import { HygieneModel } from '../model';
import { ActionsNotice } from './actionsNotice';
import { AppliedFix } from './appliedFix';
import { IShownFix } from './fixing';
import { groupFindings, TreeNode } from './grouping';
import { Header } from './header';
import { Failed, Limits, Loading, NoNotebook, NothingFound } from './states';
import { FindingTree, IShowRequest } from './tree';

/** The whole panel, for the notebook that the user is at. */
export function PanelView(props: {
  model: HygieneModel | null;
  name: string;
  request: IShowRequest | null;
  applied: IShownFix | null;
  check: () => void;
}): JSX.Element {
  const { model } = props;
  const end = measured('mldebt:render', 'panel');
  React.useLayoutEffect(end);
  const report = model?.report ?? null;
  const tree = useTree(model);
  if (!model) {
    return <NoNotebook />;
  }
  return (
    <>
      <Header
        name={props.name}
        path={model.path}
        report={report}
        isChecking={model.isChecking}
        check={props.check}
      />
      <AppliedFix applied={props.applied} />
      <ActionsNotice />
      <div className="mldebt-Body">
        {model.failure && !model.isChecking && (
          <Failed failure={model.failure} retry={props.check} />
        )}
        {!report && model.isChecking && <Loading />}
        {report && <Limits report={report} />}
        {report && report.findings.length === 0 && !model.failure && (
          <NothingFound />
        )}
        {tree.length > 0 && <FindingTree tree={tree} request={props.request} />}
      </div>
    </>
  );
}

function useTree(model: HygieneModel | null): readonly TreeNode[] {
  const previous = React.useRef<readonly TreeNode[]>([]);
  const report = model?.report;
  return React.useMemo(() => {
    const source = (id: string) => model?.cell(id)?.source ?? '';
    const findings = report?.findings ?? [];
    return (previous.current = groupFindings(
      findings,
      source,
      previous.current
    ));
  }, [model, report]);
}
