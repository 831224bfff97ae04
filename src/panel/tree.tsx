import React from 'react';

import { IFinding } from '../findings';
import { TreeNode } from './grouping';
import { Chevron } from './icon';
import { ancestors, isOpen, move, Toggled, visibleNodes } from './navigation';
import { Row } from './rows';
import { Surroundings } from './surroundings';

/** A finding that is to be shown; a new object asks again. */
export interface IShowRequest {
  readonly finding: IFinding;
}

interface ITreeContext {
  readonly active: string | null;
  readonly toggled: Toggled;
  activate(node: TreeNode, keepFocus: boolean): void;
  focus(key: string): void;
  toggle(node: TreeNode, open: boolean): void;
}

const TreeContext = React.createContext<ITreeContext | null>(null);

/** The findings as a tree: one tab stop, walked by arrow keys. */
export function FindingTree(props: {
  tree: readonly TreeNode[];
  request: IShowRequest | null;
}): JSX.Element {
  const { tree, request } = props;
  const { reveal, trans } = React.useContext(Surroundings);
  const [toggled, setToggled] = React.useState<Toggled>(new Map());
  const [focused, setFocused] = React.useState<string | null>(null);
  const root = React.useRef<HTMLUListElement>(null);

  const visible = visibleNodes(tree, toggled);
  // The tab stop is the node that had the focus last, as long as it is there.
  const active =
    visible.find(({ node }) => node.key === focused)?.node.key ??
    visible[0]?.node.key ??
    null;

  const setOpen = (keys: readonly string[], open: boolean) =>
    setToggled(before => {
      const after = new Map(before);
      keys.forEach(key => after.set(key, open));
      return after;
    });
  const focus = (key: string) => {
    setFocused(key);
    elementOf(root.current, key)?.focus();
  };

  React.useEffect(() => {
    const key = request && keyOf(tree, request.finding);
    if (key) {
      setOpen(ancestors(tree, key), true);
      setFocused(key);
      // After the nodes above have been opened.
      const frame = window.requestAnimationFrame(() =>
        elementOf(root.current, key)?.focus()
      );
      return () => window.cancelAnimationFrame(frame);
    }
    return undefined;
    // A new report is no new request.
  }, [request]);

  const context: ITreeContext = {
    active,
    toggled,
    focus,
    toggle: (node, open) => setOpen([node.key], open),
    activate: (node, keepFocus) => {
      if (node.kind === 'finding' && node.finding.cell) {
        reveal(node.finding, keepFocus);
      } else if (node.kind === 'related') {
        reveal(node.related, keepFocus);
      } else if (node.children.length > 0) {
        setOpen([node.key], !isOpen(node, toggled));
      }
    }
  };

  const onKeyDown = (event: React.KeyboardEvent) => {
    const node = visible.find(entry => entry.node.key === active)?.node;
    if (!node || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (event.key === 'Enter') {
      context.activate(node, event.shiftKey);
    } else if (event.key === ' ') {
      if (node.children.length > 0) {
        setOpen([node.key], !isOpen(node, toggled));
      }
    } else {
      const next = move(event.key, node.key, visible, toggled);
      if (!next) {
        return;
      }
      if ('focus' in next) {
        focus(next.focus);
      } else {
        setOpen([next.toggle], next.open);
      }
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <TreeContext.Provider value={context}>
      <ul
        ref={root}
        className="mldebt-Tree"
        role="tree"
        aria-label={trans.__('Findings')}
        onKeyDown={onKeyDown}
      >
        <Nodes nodes={tree} level={1} />
      </ul>
    </TreeContext.Provider>
  );
}

function Nodes(props: {
  nodes: readonly TreeNode[];
  level: number;
}): JSX.Element {
  return (
    <>
      {props.nodes.map(node => (
        <TreeItem key={node.key} node={node} level={props.level} />
      ))}
    </>
  );
}

function TreeItem(props: { node: TreeNode; level: number }): JSX.Element {
  const { node, level } = props;
  const { trans } = React.useContext(Surroundings);
  const { active, activate, focus, toggle, toggled } =
    React.useContext(TreeContext)!;
  const isParent = node.children.length > 0;
  const open = isOpen(node, toggled);
  const rowId = React.useId();
  return (
    <li
      className={`mldebt-Node mldebt-Node-${node.kind}`}
      role="treeitem"
      tabIndex={node.key === active ? 0 : -1}
      aria-level={level}
      aria-expanded={isParent ? open : undefined}
      aria-labelledby={rowId}
      data-key={node.key}
    >
      <div
        id={rowId}
        className={rowClass(node)}
        style={{ '--mldebt-level': level } as React.CSSProperties}
        {...rowData(node)}
        onClick={event => {
          focus(node.key);
          activate(node, event.shiftKey);
        }}
      >
        {isParent && (
          <span
            className="mldebt-Toggle"
            title={open ? trans.__('Close') : trans.__('Open')}
            onClick={event => {
              event.stopPropagation();
              focus(node.key);
              toggle(node, !open);
            }}
          >
            <Chevron open={open} />
          </span>
        )}
        <Row node={node} />
      </div>
      {open && (
        <ul role="group" className="mldebt-Group">
          <Nodes nodes={node.children} level={level + 1} />
        </ul>
      )}
    </li>
  );
}

function rowClass(node: TreeNode): string {
  switch (node.kind) {
    case 'cell':
      return 'mldebt-Row mldebt-Cell';
    case 'notes':
      return 'mldebt-Row mldebt-Notes';
    case 'finding':
      return 'mldebt-Row mldebt-Finding';
    case 'related':
      return 'mldebt-Row mldebt-Related';
    case 'why':
    case 'fix':
      return 'mldebt-Row mldebt-Text';
  }
}

function rowData(node: TreeNode): Record<string, string | undefined> {
  switch (node.kind) {
    case 'cell':
      return { 'data-cell-id': node.cell?.id };
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

function keyOf(tree: readonly TreeNode[], finding: IFinding): string | null {
  for (const node of tree) {
    if (
      node.kind === 'finding' &&
      node.finding.fingerprint === finding.fingerprint
    ) {
      return node.key;
    }
    const below = keyOf(node.children, finding);
    if (below) {
      return below;
    }
  }
  return null;
}

function elementOf(
  root: HTMLElement | null,
  key: string
): HTMLElement | undefined {
  return Array.from(
    root?.querySelectorAll<HTMLElement>('[role="treeitem"]') ?? []
  ).find(element => element.dataset.key === key);
}
