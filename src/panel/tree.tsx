import React from 'react';

import { IFinding } from '../findings';
import { IShowRequest } from '../tokens';
import { TreeNode } from './nodes';
import { move } from './navigation';
import { Surroundings } from './surroundings';
import { ITreeActions, TreeItems } from './treeItem';
import { TreeStore } from './treeStore';

/** The findings as a tree: one tab stop, walked by arrow keys. */
export const FindingTree = React.memo(
  (props: {
    tree: readonly TreeNode[];
    store: TreeStore;
    request: IShowRequest | null;
  }): JSX.Element => {
    const { tree, request, store } = props;
    const { reveal, trans } = React.useContext(Surroundings);
    const root = React.useRef<HTMLUListElement>(null);
    const actions = React.useMemo<ITreeActions>(
      () => ({
        store,
        focus: key => {
          store.focus(key);
          focusOn(root, key);
        },
        activate: (node, keepFocus) => {
          if (node.kind === 'finding' && node.finding.cell) {
            reveal(node.finding, keepFocus);
          } else if (node.kind === 'related') {
            reveal(node.related, keepFocus);
          } else if (node.children.length > 0) {
            store.setOpen([node.key], !store.isOpen(node));
          }
        }
      }),
      [store, reveal]
    );

    React.useLayoutEffect(() => store.setTree(tree), [store, tree]);

    React.useEffect(() => {
      const key = request && keyOf(tree, request.finding);
      if (!key || !store.takes(request)) {
        return;
      }
      store.focus(key);
      if (request.isOpen) {
        store.setOpen([key], true);
      }
      focusOn(root, key);
    }, [store, tree, request]);

    const onKeyDown = (event: React.KeyboardEvent) => {
      const { active, toggled, visible } = store;
      const node = visible.find(entry => entry.node.key === active)?.node;
      if (!node || event.ctrlKey || event.metaKey || event.altKey) {
        return;
      }
      if (event.key === 'Enter') {
        actions.activate(node, event.shiftKey);
      } else if (event.key === ' ') {
        store.setOpen([node.key], !store.isOpen(node));
      } else {
        const next = move(event.key, node.key, visible, toggled);
        if (!next) {
          return;
        }
        if ('focus' in next) {
          actions.focus(next.focus);
        } else {
          store.setOpen([next.toggle], next.open);
        }
      }
      event.preventDefault();
      event.stopPropagation();
    };

    return (
      <ul
        ref={root}
        className="mldebt-Tree"
        role="tree"
        aria-label={trans.__('Findings')}
        onKeyDown={onKeyDown}
      >
        <TreeItems nodes={tree} level={1} actions={actions} />
      </ul>
    );
  }
);
FindingTree.displayName = 'FindingTree';

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

/** Give a node the focus; one that has only just been opened or come near is there with the next frame. */
function focusOn(root: React.RefObject<HTMLElement>, key: string): void {
  const element = elementOf(root.current, key);
  if (element) {
    element.focus();
  } else {
    window.requestAnimationFrame(() => elementOf(root.current, key)?.focus());
  }
}

function elementOf(
  root: HTMLElement | null,
  key: string
): HTMLElement | undefined {
  return Array.from(
    root?.querySelectorAll<HTMLElement>('[role="treeitem"]') ?? []
  ).find(element => element.dataset.key === key);
}
