import { isOpenAtFirst, TreeNode } from './nodes';

/** A node as it stands in the list that the keyboard walks. */
export interface IVisibleNode {
  readonly node: TreeNode;
  readonly parent: string | null;
}

/** Which nodes were opened or closed by hand. */
export type Toggled = ReadonlyMap<string, boolean>;

/** Whether a node shows its children. */
export function isOpen(node: TreeNode, toggled: Toggled): boolean {
  return (
    node.children.length > 0 && (toggled.get(node.key) ?? isOpenAtFirst(node))
  );
}

/** The nodes that can be seen, from top to bottom. */
export function visibleNodes(
  tree: readonly TreeNode[],
  toggled: Toggled
): IVisibleNode[] {
  const visible: IVisibleNode[] = [];
  const walk = (nodes: readonly TreeNode[], parent: string | null) => {
    for (const node of nodes) {
      visible.push({ node, parent });
      if (isOpen(node, toggled)) {
        walk(node.children, node.key);
      }
    }
  };
  walk(tree, null);
  return visible;
}

/** The keys of the nodes above `key`, from the top. Empty also if there is no such node. */
export function ancestors(tree: readonly TreeNode[], key: string): string[] {
  for (const node of tree) {
    if (node.children.some(child => child.key === key)) {
      return [node.key];
    }
    const below = ancestors(node.children, key);
    if (below.length > 0) {
      return [node.key, ...below];
    }
  }
  return [];
}

/** What a key does in the tree: go to a node, or open or close the one that has the focus. */
export type Move =
  | { readonly focus: string }
  | { readonly toggle: string; readonly open: boolean }
  | null;

/** What the tree pattern of WAI-ARIA prescribes for a key. */
export function move(
  key: string,
  at: string,
  visible: readonly IVisibleNode[],
  toggled: Toggled
): Move {
  const index = visible.findIndex(({ node }) => node.key === at);
  if (index < 0) {
    return null;
  }
  const { node, parent } = visible[index];
  const to = (i: number): Move =>
    visible[i] ? { focus: visible[i].node.key } : null;
  switch (key) {
    case 'ArrowDown':
      return to(index + 1);
    case 'ArrowUp':
      return to(index - 1);
    case 'Home':
      return to(0);
    case 'End':
      return to(visible.length - 1);
    case 'ArrowRight':
      if (node.children.length === 0) {
        return null;
      }
      return isOpen(node, toggled)
        ? to(index + 1)
        : { toggle: node.key, open: true };
    case 'ArrowLeft':
      if (isOpen(node, toggled)) {
        return { toggle: node.key, open: false };
      }
      return parent === null ? null : { focus: parent };
    default:
      return null;
  }
}
