/** Why a check gave no report. */
export type FailureKind =
  'missing' | 'too-large' | 'busy' | 'unreachable' | 'error';

/** A check that failed in a way that people can be told about. */
export class CheckFailure extends Error {
  constructor(
    readonly kind: FailureKind,
    message: string
  ) {
    super(message);
    this.name = 'CheckFailure';
  }

  /** Whatever was thrown, as a failure. */
  static from(reason: unknown): CheckFailure {
    if (reason instanceof CheckFailure) {
      return reason;
    }
    return new CheckFailure(
      'error',
      reason instanceof Error ? reason.message : String(reason)
    );
  }
}

/** What kind of failure an HTTP status stands for. */
export function failureKind(status: number): FailureKind {
  switch (status) {
    case 404:
      return 'missing';
    case 413:
      return 'too-large';
    case 503:
      return 'busy';
    default:
      return 'error';
  }
}
