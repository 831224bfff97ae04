import { ICellRef, IFinding, IFix, IRelated } from '../findings';
import { IFolded } from './folding';

/** A node of the panel's tree. The key stays the same from report to report. */
export type TreeNode =
  | ICellNode
  | IGroupNode
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

/** All findings of one rule, or under one best practice; without either, those that serve none. */
export interface IGroupNode {
  readonly kind: 'group';
  readonly key: string;
  readonly rule: { readonly code: string; readonly name: string } | null;
  readonly practice: number | null;
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

// As long as a finding says the same it is the same object, and so is its node: of a large report little is built anew.
const made = new WeakMap<IFinding, IFindingNode>();

/** A finding with what lies below it. `keyOf` gives each of them a key of its own. */
export function findingNode(
  folded: IFolded,
  keyOf: (finding: IFinding) => string,
  namesCell: boolean
): IFindingNode {
  const { behind, finding } = folded;
  const key = keyOf(finding);
  const former = made.get(finding);
  if (
    former?.key === key &&
    former.namesCell === namesCell &&
    former.behind.length === 0 &&
    behind.length === 0
  ) {
    return former;
  }
  const node = buildNode(folded, key, keyOf, namesCell);
  made.set(finding, node);
  return node;
}

function buildNode(
  { finding, behind }: IFolded,
  key: string,
  keyOf: (finding: IFinding) => string,
  namesCell: boolean
): IFindingNode {
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
  return 'isOpenAtFirst' in node && node.isOpenAtFirst;
}
