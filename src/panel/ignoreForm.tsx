import { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import '../../style/ignoreForm.css';
import { FindingActions, IAsking } from '../actions';
import { IFinding } from '../findings';
import { ChosenScope, SCOPES } from '../ignoring';
import { IProjectFile } from '../wireProject';
import { useActions } from './actionsContext';
import { refusalText } from './actionsNotice';
import { Surroundings } from './surroundings';

/** Asks where and why a finding is to be ignored. */
export function IgnoreForm(props: {
  actions: FindingActions;
  asking: IAsking;
  finding: IFinding;
}): JSX.Element {
  const { actions, asking, finding } = props;
  const { trans } = React.useContext(Surroundings);
  const [scope, setScope] = React.useState(asking.scope);
  const [reason, setReason] = React.useState('');
  const refusal = useActions(({ refusal }) => refusal);
  const project = useProject(actions);
  const form = React.useRef<HTMLFormElement>(null);
  const id = React.useId();
  React.useEffect(() => setScope(asking.scope), [asking]);
  React.useEffect(() => {
    form.current?.querySelector<HTMLElement>('[type=text]')?.focus();
    form.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const close = () => {
    const row = form.current?.closest<HTMLElement>('[role="treeitem"]');
    actions.cancel();
    row?.focus();
  };
  return (
    <form
      ref={form}
      className="mldebt-Ignore"
      aria-label={trans.__('Ignore %1', finding.code)}
      onClick={event => event.stopPropagation()}
      onKeyDown={event => {
        // They are not the tree's.
        event.stopPropagation();
        if (event.key === 'Escape') {
          close();
        }
      }}
      onSubmit={event => {
        event.preventDefault();
        void actions.ignore(finding, scope, reason);
      }}
    >
      <fieldset className="mldebt-Ignore-scopes">
        <legend>{trans.__('Ignore %1', finding.code)}</legend>
        {SCOPES.map(each => (
          <label key={each} className="mldebt-Ignore-scope">
            <input
              type="radio"
              name={id}
              value={each}
              checked={each === scope}
              disabled={
                (each === 'cell' && !finding.cell) ||
                (each === 'project' && project?.file === null)
              }
              onChange={() => setScope(each)}
            />
            <span>
              {scopeLabel(each, trans)}
              {each === 'project' && (
                <span className="mldebt-Ignore-project">
                  {project?.file ?? project?.why}
                </span>
              )}
            </span>
          </label>
        ))}
      </fieldset>
      <label className="mldebt-Ignore-reason">
        <span>{trans.__('Reason')}</span>
        <input
          type="text"
          className="mldebt-Ignore-text"
          value={reason}
          maxLength={500}
          disabled={scope === 'once'}
          placeholder={trans.__('Why is this all right?')}
          onChange={event => setReason(event.target.value)}
        />
      </label>
      <p className="mldebt-Ignore-refusal" role="alert">
        {refusal && refusalText(refusal, trans)}
      </p>
      <div className="mldebt-Ignore-buttons">
        <button type="submit" className="mldebt-Button mldebt-Ignore-apply">
          {trans.__('Ignore')}
        </button>
        <button
          type="button"
          className="mldebt-Button mldebt-Ignore-cancel"
          onClick={close}
        >
          {trans.__('Cancel')}
        </button>
      </div>
    </form>
  );
}

/** Where an ignore in the project would go; the server knows. */
function useProject(actions: FindingActions): IProjectFile | null {
  const [project, setProject] = React.useState<IProjectFile | null>(null);
  React.useEffect(() => {
    let isWanted = true;
    actions.projectFile().then(
      answer => isWanted && setProject(answer),
      () => undefined
    );
    return () => {
      isWanted = false;
    };
  }, [actions]);
  return project;
}

function scopeLabel(scope: ChosenScope, trans: TranslationBundle): string {
  switch (scope) {
    case 'once':
      return trans.__('This time');
    case 'cell':
      return trans.__('In this cell');
    case 'notebook':
      return trans.__('In this notebook');
    case 'project':
      return trans.__('In the project’s settings, for this notebook');
  }
}
