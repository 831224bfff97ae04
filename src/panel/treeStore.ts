import { TreeNode } from './nodes';
import { ancestors, isOpen, visibleNodes, IVisibleNode } from './navigation';

/**
 * Which nodes of the tree are open, and which one is the tab stop. Each row listens for itself, so that a key press in
 * a tree of thousands redraws two rows.
 */
export class TreeStore {
  /** Be told when anything has changed; call what is returned to be told no more. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this._listeners.add(listener);
    return () => this._listeners.delete(listener);
  };

  /** The tab stop: the node that had the focus last as long as it can be seen, else the first one. */
  get active(): string | null {
    return this._active;
  }

  /** Whether the tab stop is one of these nodes, or lies below one. */
  holdsActive(nodes: readonly { readonly key: string }[]): boolean {
    return nodes.some(({ key }) => this._activePath.has(key));
  }

  /** The nodes that can be seen, from top to bottom. */
  get visible(): readonly IVisibleNode[] {
    return this._visible;
  }

  /** Whether a node shows its children. */
  isOpen(node: TreeNode): boolean {
    return isOpen(node, this._toggled);
  }

  /** What was opened and closed by hand. */
  get toggled(): ReadonlyMap<string, boolean> {
    return this._toggled;
  }

  /** Take over a new report's tree. What is open stays open. */
  setTree(tree: readonly TreeNode[]): void {
    this._tree = tree;
    this._update();
  }

  /** Open or close nodes. */
  setOpen(keys: readonly string[], open: boolean): void {
    keys.forEach(key => this._toggled.set(key, open));
    this._update();
  }

  /** Make a node the tab stop, and open what it lies in. */
  focus(key: string): void {
    this._focused = key;
    if (!this._visible.some(({ node }) => node.key === key)) {
      ancestors(this._tree, key).forEach(above =>
        this._toggled.set(above, true)
      );
    }
    this._update();
  }

  /** Whether a request is another one than the last: the tree may be drawn anew, but each is served once. */
  takes(request: object): boolean {
    const isNew = request !== this._request;
    this._request = request;
    return isNew;
  }

  private _update(): void {
    this._visible = visibleNodes(this._tree, this._toggled);
    const keys = this._visible.map(({ node }) => node.key);
    this._active =
      this._focused !== null && keys.includes(this._focused)
        ? this._focused
        : (keys[0] ?? null);
    this._activePath = this._pathOf(this._active);
    this._listeners.forEach(listener => listener());
  }

  private _pathOf(key: string | null): ReadonlySet<string> {
    const path = new Set<string>();
    const parents = new Map(
      this._visible.map(({ node, parent }) => [node.key, parent])
    );
    for (let at = key; at !== null; at = parents.get(at) ?? null) {
      path.add(at);
    }
    return path;
  }

  private _active: string | null = null;
  private _activePath: ReadonlySet<string> = new Set();
  private _focused: string | null = null;
  private readonly _listeners = new Set<() => void>();
  private _request: object | null = null;
  private readonly _toggled = new Map<string, boolean>();
  private _tree: readonly TreeNode[] = [];
  private _visible: readonly IVisibleNode[] = [];
}
