import { TreeNode } from './nodes';

/** The tree with the nodes that are as before taken from the `previous` one, so that they are not redrawn. */
export function shareNodes(
  nodes: readonly TreeNode[],
  previous: readonly TreeNode[]
): readonly TreeNode[] {
  const before = new Map(previous.map(node => [node.key, node]));
  const shared = nodes.map(node => {
    const old = before.get(node.key);
    if (!old || old === node) {
      return node;
    }
    const children = shareNodes(node.children, old.children);
    return isSame(node, old, children)
      ? old
      : ({ ...node, children } as TreeNode);
  });
  return sameEntries(shared, previous) ? previous : shared;
}

function isSame(
  node: TreeNode,
  old: TreeNode,
  children: readonly TreeNode[]
): boolean {
  if (children !== old.children) {
    return false;
  }
  const now = node as unknown as Record<string, unknown>;
  const then = old as unknown as Record<string, unknown>;
  return Object.keys(now).every(
    key => key === 'children' || isEqual(now[key], then[key])
  );
}

// Findings are the same objects as long as they say the same; the rest is small.
function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) {
    return true;
  }
  return Array.isArray(a) && Array.isArray(b)
    ? sameEntries(a, b)
    : JSON.stringify(a) === JSON.stringify(b);
}

function sameEntries(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((entry, i) => entry === b[i]);
}
