/**
 * Why a fix is refused: a cell or the notebook has changed since the check, a cell or the notebook may not be changed,
 * or the fix contradicts itself.
 */
export type RefusalReason =
  'cell' | 'notebook' | 'locked' | 'read-only' | 'invalid';

/** A fix that cannot be applied to the notebook as it is. */
export class RefusedFix extends Error {
  constructor(readonly reason: RefusalReason) {
    super(`The fix cannot be applied (${reason})`);
    this.name = 'RefusedFix';
  }
}
