import React from 'react';

import { measured } from '../measures';
import { HygieneModel } from '../model';
import { groupFindings } from './grouping';
import { Header } from './header';
import { Failed, Limits, Loading, NoNotebook, NothingFound } from './states';
import { FindingTree, IShowRequest } from './tree';

/** The whole panel, for the notebook that the user is at. */
export function PanelView(props: {
  model: HygieneModel | null;
  name: string;
  request: IShowRequest | null;
  check: () => void;
}): JSX.Element {
  const { model } = props;
  const end = measured('mldebt:render', 'panel');
  React.useLayoutEffect(end);
  const report = model?.report ?? null;
  const tree = React.useMemo(
    () => groupFindings(report?.findings ?? []),
    [report]
  );
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
