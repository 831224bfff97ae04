import React from 'react';

import { ActionsButton } from './actionsButton';
import { TreeNode } from './nodes';
import { Chevron } from './icon';
import { IgnoreQuestion } from './ignoreQuestion';
import { Row } from './rows';
import { Surroundings } from './surroundings';
import { TreeStore } from './treeStore';
import { Windowed } from './windowed';

/** What rows can do. The object stays the same, so that it redraws nothing. */
export interface ITreeActions {
  readonly store: TreeStore;
  /** Go to where the node leads, or open and close it. */
  activate(node: TreeNode, keepFocus: boolean): void;
  focus(key: string): void;
}

/** The nodes of one level. */
export function TreeItems(props: {
  nodes: readonly TreeNode[];
  level: number;
  actions: ITreeActions;
}): JSX.Element {
  const { actions, level, nodes } = props;
  return (
    <Windowed
      items={nodes}
      wanted={actions.store}
      row={(node, place) => (
        <TreeItem
          key={node.key}
          node={node}
          level={level}
          actions={actions}
          at={place?.at}
          of={place?.of}
        />
      )}
    />
  );
}

/** A node with what lies below it. */
const TreeItem = React.memo(
  (props: {
    node: TreeNode;
    level: number;
    actions: ITreeActions;
    at?: number;
    of?: number;
  }): JSX.Element => {
    const { actions, node, level } = props;
    const { store } = actions;
    const { trans } = React.useContext(Surroundings);
    const isActive = React.useSyncExternalStore(
      store.subscribe,
      () => store.active === node.key
    );
    const isOpen = React.useSyncExternalStore(store.subscribe, () =>
      store.isOpen(node)
    );
    const isParent = node.children.length > 0;
    const rowId = React.useId();
    return (
      <li
        className={`mldebt-Node mldebt-Node-${node.kind}`}
        role="treeitem"
        tabIndex={isActive ? 0 : -1}
        aria-level={level}
        aria-posinset={props.at}
        aria-setsize={props.of}
        aria-expanded={isParent ? isOpen : undefined}
        aria-labelledby={rowId}
        data-key={node.key}
        onFocus={event => {
          // Screen readers move the focus themselves; keys then mean the item where it is.
          if (event.target === event.currentTarget && !isActive) {
            store.focus(node.key);
          }
        }}
      >
        <div
          className={`mldebt-Row ${ROW_CLASSES[node.kind]}`}
          style={{ '--mldebt-level': level } as React.CSSProperties}
          {...rowData(node)}
          onClick={event => {
            actions.focus(node.key);
            actions.activate(node, event.shiftKey);
          }}
        >
          {isParent && (
            <span
              className="mldebt-Toggle"
              title={isOpen ? trans.__('Close') : trans.__('Open')}
              onClick={event => {
                event.stopPropagation();
                actions.focus(node.key);
                store.setOpen([node.key], !isOpen);
              }}
            >
              <Chevron open={isOpen} />
            </span>
          )}
          <span id={rowId} className="mldebt-Row-content">
            <Row node={node} store={store} focus={actions.focus} />
          </span>
          {node.kind === 'finding' && (
            <>
              <ActionsButton finding={node.finding} />
              <IgnoreQuestion finding={node.finding} />
            </>
          )}
        </div>
        {isOpen && (
          <ul role="group" className="mldebt-Group">
            <TreeItems
              nodes={node.children}
              level={level + 1}
              actions={actions}
            />
          </ul>
        )}
      </li>
    );
  }
);
TreeItem.displayName = 'TreeItem';

const ROW_CLASSES: Readonly<Record<TreeNode['kind'], string>> = {
  cell: 'mldebt-Cell',
  group: 'mldebt-Group-head',
  notes: 'mldebt-Notes',
  finding: 'mldebt-Finding',
  offer: 'mldebt-Fix',
  preview: 'mldebt-FixPreview',
  related: 'mldebt-Related',
  why: 'mldebt-Text',
  fix: 'mldebt-Text'
};

function rowData(node: TreeNode): Record<string, string | undefined> {
  switch (node.kind) {
    case 'cell':
      return { 'data-cell-id': node.cell?.id };
    case 'group':
      return {
        'data-code': node.rule?.code,
        'data-practice': node.practice?.toString()
      };
    case 'finding':
      return {
        'data-code': node.finding.code,
        'data-cell-id': node.finding.cell?.id,
        'data-severity': node.finding.severity,
        'data-fingerprint': node.finding.fingerprint
      };
    case 'related':
      return { 'data-cell-id': node.related.cell?.id };
    case 'why':
    case 'fix':
      return { 'data-part': node.kind };
    default:
      return {};
  }
}
