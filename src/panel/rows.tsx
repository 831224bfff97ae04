import React from 'react';

import {
  cellName,
  confidenceWord,
  evidenceSentence,
  evidenceWord,
  severityWord
} from '../words';
import { Explanation } from './explanation';
import { FixOffer } from './fixOffer';
import { FixPreview } from './laterParts';
import {
  ICellNode,
  IFindingNode,
  IGroupNode,
  INotesNode,
  IRelatedNode,
  TreeNode
} from './nodes';
import { SeverityIcon } from './icon';
import { MessageText } from './messageText';
import { Surroundings } from './surroundings';
import { TreeStore } from './treeStore';

/** What a node shows in its own line. */
export function Row(props: {
  node: TreeNode;
  store: TreeStore;
  focus: (key: string) => void;
}): JSX.Element {
  const { node } = props;
  switch (node.kind) {
    case 'cell':
      return <CellRow node={node} />;
    case 'group':
      return <GroupRow node={node} />;
    case 'notes':
      return <NotesRow node={node} />;
    case 'finding':
      return <FindingRow node={node} />;
    case 'offer':
      return <FixOffer fix={node.fix} />;
    case 'preview':
      return (
        <FixPreview
          fix={node.fix}
          close={hasFocus => {
            props.store.setOpen([node.offer], false);
            if (hasFocus) {
              props.focus(node.offer);
            }
          }}
        />
      );
    case 'related':
      return <RelatedRow node={node} />;
    case 'why':
    case 'fix':
      return <Explanation code={node.finding.code} part={node.kind} />;
  }
}

function CellRow({ node }: { node: ICellNode }): JSX.Element {
  const { trans } = React.useContext(Surroundings);
  const count = node.children.length;
  return (
    <>
      {node.cell ? (
        <>
          <span className="mldebt-CellLabel-prompt">
            {cellName(node.cell, trans)}
          </span>
          <span className="mldebt-CellLabel-text" title={node.label}>
            {node.label}
          </span>
        </>
      ) : (
        <span className="mldebt-CellLabel-text">{trans.__('Notebook')}</span>
      )}
      <span
        className="mldebt-Count"
        aria-label={trans._n('%1 finding', '%1 findings', count)}
      >
        {count}
      </span>
    </>
  );
}

function GroupRow({ node }: { node: IGroupNode }): JSX.Element {
  const { trans } = React.useContext(Surroundings);
  const { practice, rule } = node;
  const count = node.children.length;
  return (
    <>
      {rule && <span className="mldebt-Finding-code">{rule.code}</span>}
      <span className="mldebt-Group-title">
        {rule
          ? rule.name
          : practice === null
            ? trans.__('No best practice')
            : trans.__('Best practice %1', practice)}
      </span>
      <span
        className="mldebt-Count"
        aria-label={trans._n('%1 finding', '%1 findings', count)}
      >
        {count}
      </span>
    </>
  );
}

function NotesRow({ node }: { node: INotesNode }): JSX.Element {
  const { trans } = React.useContext(Surroundings);
  return (
    <>
      <span className="mldebt-Notes-title">{trans.__('Notes')}</span>
      <span className="mldebt-Count">{node.children.length}</span>
    </>
  );
}

function FindingRow({ node }: { node: IFindingNode }): JSX.Element {
  const { trans } = React.useContext(Surroundings);
  const { finding, namesCell } = node;
  return (
    <>
      <SeverityIcon severity={finding.severity} />
      <span className="mldebt-Finding-body">
        <span className="mldebt-Finding-message">
          {namesCell && finding.cell && (
            <span className="mldebt-CellLabel-prompt">
              {cellName(finding.cell, trans)}{' '}
            </span>
          )}
          <MessageText message={finding.message} />
        </span>
        <span className="mldebt-Finding-meta">
          <span className="mldebt-Finding-severity">
            {severityWord(finding.severity, trans)}
          </span>
          <span className="mldebt-Finding-code">{finding.code}</span>
          <span
            className="mldebt-Finding-tag"
            title={evidenceSentence(finding.evidence, trans)}
          >
            {evidenceWord(finding.evidence, trans)}
            {' · '}
            {confidenceWord(finding.confidence, trans)}
          </span>
          {node.behind.map(other => (
            <span key={other.fingerprint} className="mldebt-Finding-also">
              {trans.__(
                'also %1 %2',
                severityWord(other.severity, trans),
                other.code
              )}
            </span>
          ))}
        </span>
      </span>
    </>
  );
}

function RelatedRow({ node }: { node: IRelatedNode }): JSX.Element {
  const { trans } = React.useContext(Surroundings);
  const { cell, message } = node.related;
  return (
    <>
      <span className="mldebt-Related-arrow" aria-hidden="true">
        →
      </span>
      <span className="mldebt-Finding-message">
        {cell && (
          <span className="mldebt-CellLabel-prompt">
            {cellName(cell, trans)}{' '}
          </span>
        )}
        <MessageText message={message} />
      </span>
    </>
  );
}
