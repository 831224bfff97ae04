import { byPlace, ICellRef, IFinding, IFix, IRelated } from '../findings';
import { fold, IFolded } from './folding';

/** A node of the panel's tree. The key stays the same from report to report. */
export type TreeNode =
  | ICellNode
  | INotesNode
  | IFindingNode
  | IOfferNode
  | IPreviewNode
  | IRelatedNode
  | IExplanationNode;

/** All findings in one cell, or, without a cell, those about the notebook as a whole. */
export interface ICellNode {
  readonly kind: 'cell';
  readonly key: string;
  readonly cell: ICellRef | null;
  /** The first line of the cell that says something. */
  readonly label: string;
  readonly isOpenAtFirst: boolean;
  readonly children: readonly TreeNode[];
}

/** The findings that are for information only, closed until someone asks. */
export interface INotesNode {
  readonly kind: 'notes';
  readonly key: string;
  readonly children: readonly TreeNode[];
}

export interface IFindingNode {
  readonly kind: 'finding';
  readonly key: string;
  readonly finding: IFinding;
  /** Whether the row must name the cell, because it does not stand under it. */
  readonly namesCell: boolean;
  /** The findings behind this one; each is a child as well. */
  readonly behind: readonly IFinding[];
  readonly children: readonly TreeNode[];
}

/** A further place that explains a finding. */
export interface IRelatedNode {
  readonly kind: 'related';
  readonly key: string;
  readonly related: IRelated;
  readonly children: readonly TreeNode[];
}

/** The fix of a finding; its preview lies below. */
export interface IOfferNode {
  readonly kind: 'offer';
  readonly key: string;
  readonly fix: IFix;
  readonly children: readonly TreeNode[];
}

/** What a fix would change. */
export interface IPreviewNode {
  readonly kind: 'preview';
  readonly key: string;
  /** The key of the fix's node. */
  readonly offer: string;
  readonly fix: IFix;
  readonly children: readonly TreeNode[];
}

/** A text about the finding's rule. */
export interface IExplanationNode {
  readonly kind: 'why' | 'fix';
  readonly key: string;
  readonly finding: IFinding;
  readonly children: readonly TreeNode[];
}

// With more findings than can be read at a time, the list begins as an overview of the cells.
const FEW = 300;

/**
 * The tree of a report: cells in the notebook's order, then the notebook as a whole, then the notes. `source` tells a
 * cell's text. Nodes that are as they were in the `previous` tree are the same objects, so that they are not redrawn.
 */
export function groupFindings(
  findings: readonly IFinding[],
  source: (id: string) => string = () => '',
  previous: readonly TreeNode[] = []
): TreeNode[] {
  const keys = new Map<string, number>();
  const key = (finding: IFinding): string => {
    const seen = keys.get(finding.fingerprint) ?? 0;
    keys.set(finding.fingerprint, seen + 1);
    return `finding:${finding.fingerprint}${seen > 0 ? `#${seen}` : ''}`;
  };
  const folded = fold([...findings].sort(byPlace));
  const groups = new Map<
    string,
    { cell: ICellRef | null; children: TreeNode[] }
  >();
  const notes: TreeNode[] = [];
  for (const each of folded) {
    const { cell, severity } = each.finding;
    if (severity === 'info') {
      notes.push(findingNode(each, key, true));
      continue;
    }
    const id = cell ? `cell:${cell.id}:${cell.index}` : 'notebook';
    let group = groups.get(id);
    if (!group) {
      groups.set(id, (group = { cell, children: [] }));
    }
    group.children.push(findingNode(each, key, false));
  }
  const tree: TreeNode[] = Array.from(groups, ([id, { cell, children }]) => ({
    kind: 'cell',
    // Moving a cell must not close its group.
    key: cell ? `cell:${cell.id}` : id,
    cell,
    label: cell ? firstLine(source(cell.id)) : '',
    isOpenAtFirst: findings.length <= FEW,
    children
  }));
  if (notes.length > 0) {
    tree.push({ kind: 'notes', key: 'notes', children: notes });
  }
  return shared(tree, previous);
}

function shared(
  nodes: readonly TreeNode[],
  previous: readonly TreeNode[]
): TreeNode[] {
  const before = new Map(previous.map(node => [node.key, node]));
  return nodes.map(node => {
    const old = before.get(node.key);
    if (!old) {
      return node;
    }
    return JSON.stringify(old) === JSON.stringify(node)
      ? old
      : ({
          ...node,
          children: shared(node.children, old.children)
        } as TreeNode);
  });
}

function findingNode(
  { finding, behind }: IFolded,
  keyOf: (finding: IFinding) => string,
  namesCell: boolean
): IFindingNode {
  const key = keyOf(finding);
  const children: TreeNode[] = finding.related.map((related, i) => ({
    kind: 'related',
    key: `${key}/related:${i}`,
    related,
    children: []
  }));
  if (finding.fix) {
    children.push(offerNode(`${key}/offer`, finding.fix));
  }
  children.push(
    { kind: 'why', key: `${key}/why`, finding, children: [] },
    { kind: 'fix', key: `${key}/fix`, finding, children: [] }
  );
  for (const other of behind) {
    const folded = { finding: other, behind: [] };
    children.push(findingNode(folded, keyOf, false));
  }
  return { kind: 'finding', key, finding, behind, namesCell, children };
}

function offerNode(key: string, fix: IFix): IOfferNode {
  const preview: IPreviewNode = {
    kind: 'preview',
    key: `${key}/preview`,
    offer: key,
    fix,
    children: []
  };
  return { kind: 'offer', key, fix, children: [preview] };
}

/** Whether a node is open as long as nobody has opened or closed it. */
export function isOpenAtFirst(node: TreeNode): boolean {
  return node.kind === 'cell' && node.isOpenAtFirst;
}

/** The first line of a cell that says something. */
export function firstLine(source: string): string {
  return (
    source
      .split(/\r\n|\r|\n/)
      .find(line => line.trim())
      ?.trim() ?? ''
  );
}
