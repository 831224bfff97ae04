import { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import '../../style/fixPreview.css';
import { CellChange, IDiffLine } from '../changes';
import { ICellRef, IFix } from '../findings';
import { RefusalReason } from '../refusal';
import { cellName, refusalSentence } from '../words';
import { PanelFixing } from './fixing';
import { Surroundings } from './surroundings';

/** What the fix would change, and whether to do it. `close` is told whether the focus is to stay near. */
export function FixPreview(props: {
  fix: IFix;
  close: (hasFocus: boolean) => void;
}): JSX.Element {
  const { fix, close } = props;
  const { fixPlace, trans } = React.useContext(Surroundings);
  const fixing = React.useMemo(() => new PanelFixing(fixPlace), [fixPlace]);
  const preview = React.useMemo(() => fixing.preview(fix), [fixing, fix]);
  const [refusal, setRefusal] = React.useState<RefusalReason | null>(
    preview.refusal
  );
  React.useEffect(() => setRefusal(preview.refusal), [preview]);
  const apply = () => {
    const reason = fixing.apply(fix);
    setRefusal(reason);
    if (reason === null) {
      close(false);
    }
  };
  return (
    <div
      className="mldebt-FixPreview-body"
      onKeyDown={event => {
        if (event.key === 'Escape') {
          close(true);
        }
        // Those of the buttons are not the tree's.
        if (['Enter', ' ', 'Escape'].includes(event.key)) {
          event.stopPropagation();
        }
      }}
    >
      <p className="mldebt-FixPreview-safety" data-safe={fix.safe}>
        {fix.safe
          ? trans.__('Safe: changes no result.')
          : trans.__('May change results.')}
      </p>
      {preview.changes.map((change, i) => (
        <Change key={i} change={change} cells={preview.cells} />
      ))}
      <p className="mldebt-FixPreview-refusal" role="alert">
        {refusal && refusalSentence(refusal, trans)}
      </p>
      <div
        className="mldebt-FixPreview-buttons"
        onClick={event => event.stopPropagation()}
      >
        <button
          type="button"
          className="mldebt-Button mldebt-FixApply"
          disabled={refusal !== null}
          onClick={apply}
        >
          {trans.__('Apply')}
        </button>
        <button
          type="button"
          className="mldebt-Button mldebt-FixCancel"
          onClick={() => close(true)}
        >
          {trans.__('Cancel')}
        </button>
      </div>
    </div>
  );
}

function Change(props: {
  change: CellChange;
  cells: readonly ICellRef[];
}): JSX.Element {
  const { trans } = React.useContext(Surroundings);
  const { change, cells } = props;
  return (
    <>
      <p className="mldebt-FixPreview-change" data-kind={change.kind}>
        {changeWords(change, cells, trans)}
      </p>
      {change.kind !== 'move' && <Diff lines={change.lines} />}
    </>
  );
}

function changeWords(
  change: CellChange,
  cells: readonly ICellRef[],
  trans: TranslationBundle
): string {
  const name = (index: number) => cellName(cells[index], trans);
  switch (change.kind) {
    case 'edit':
      return trans.__('In %1:', name(change.cell));
    case 'new':
      return change.above === null
        ? trans.__('New cell at the end:')
        : trans.__('New cell above %1:', name(change.above));
    case 'move':
      return change.above === null
        ? trans.__('Move %1 to the end', name(change.cell))
        : trans.__('Move %1 above %2', name(change.cell), name(change.above));
  }
}

/** Lines before and after, as text: they come from the notebook. */
function Diff({ lines }: { lines: readonly IDiffLine[] }): JSX.Element {
  return (
    <pre className="mldebt-Diff">
      {lines.map(({ kind, text }, i) => {
        const Tag = TAGS[kind];
        return (
          <Tag key={i} className="mldebt-Diff-line" data-kind={kind}>
            {`${SIGNS[kind]} ${text}\n`}
          </Tag>
        );
      })}
    </pre>
  );
}

const TAGS = {
  same: 'span',
  removed: 'del',
  added: 'ins',
  gap: 'span'
} as const;
const SIGNS = { same: ' ', removed: '-', added: '+', gap: '⋯' } as const;
