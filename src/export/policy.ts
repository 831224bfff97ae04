import { flag, nullable, object, oneOf, text } from '../decoding';
import { Severity } from '../findings';

export type GateMode = 'off' | 'ask' | 'block';

/** What the server's administrator has decided about exports. */
export interface IGatePolicy {
  /** Null where people decide for themselves. */
  readonly mode: GateMode | null;
  /** The name of the setting that says so. */
  readonly origin: string;
  /** The least severity that fails an export. */
  readonly failOn: Severity;
  /** Whether an export that fails needs a reason. */
  readonly needsReason: boolean;
}

/** What holds where the server says nothing. */
export const NO_POLICY: IGatePolicy = {
  mode: null,
  origin: '',
  failOn: 'error',
  needsReason: false
};

/** What was chosen before an export. */
export interface IExportIntent {
  readonly path: string;
  readonly format: string;
  readonly choices: {
    readonly box: boolean;
    readonly strip: boolean;
    readonly anyway: boolean;
    /** The name of the checklist that the box tells of. */
    readonly profile: string | null;
  };
  readonly reason: string;
}

/** Read the server's policy. */
export function parsePolicy(value: unknown): IGatePolicy {
  const o = object(value, 'policy');
  return {
    mode: nullable(o.policy, 'policy.policy', (mode, where) =>
      oneOf(mode, where, ['off', 'ask', 'block'] as const)
    ),
    origin: text(o.origin, 'policy.origin'),
    failOn: oneOf(o.fail_on, 'policy.fail_on', ['error', 'warning'] as const),
    needsReason: flag(o.reason, 'policy.reason')
  };
}
