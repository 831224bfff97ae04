import { RunStatus, SessionLog } from './session';

/** As much of a Jupyter message as is listened to. */
export interface IKernelMessage {
  readonly header: { readonly msg_id: string; readonly msg_type: string };
  readonly parent_header?: { readonly msg_id?: string };
  readonly metadata?: { readonly [key: string]: unknown };
  readonly content: unknown;
}

interface IRun {
  readonly cellId: string | null;
  readonly source: string;
  readonly own: boolean;
  status: RunStatus;
  count: number | null;
  /** Which of its two last messages, on two channels, have come. */
  hasReply: boolean;
  isIdle: boolean;
}

/**
 * Writes the session log from the messages that pass between page and kernel. It only listens.
 *
 * Runs of this page end with their reply, which alone tells of aborted ones. Of other clients only the broadcast is
 * seen: the input, an error, and that the kernel is idle again.
 */
export class KernelListener {
  constructor(
    private readonly _log: SessionLog,
    private readonly _onRun: () => void
  ) {}

  /** Forget what is under way: its kernel is gone. */
  reset(): void {
    this._lost = [...this._runs.values()].find(
      run => !run.hasReply && !run.isIdle
    );
    this._runs.clear();
  }

  /**
   * The kernel has died by itself. What it was running did not end; what waited behind that never began. A kernel that
   * dies is first said to restart, and only then, that nobody had asked for it.
   */
  died(kernelId: string | null): void {
    if (this._runs.size > 0) {
      this.reset();
    }
    this._log.reset(kernelId);
    if (this._lost) {
      this._log.record(this._lost.cellId, this._lost.source, 'died');
      this._lost = undefined;
    }
  }

  /** Take notice of a message. */
  observe(message: IKernelMessage, direction: 'send' | 'recv'): void {
    const type = message.header.msg_type;
    const content = (message.content ?? {}) as Record<string, unknown>;
    if (direction === 'send') {
      if (type === 'execute_request' && content.silent !== true) {
        const cellId = message.metadata?.cellId;
        this._begin(
          message.header.msg_id,
          typeof cellId === 'string' ? cellId : null,
          content,
          true
        );
      }
      return;
    }
    const id = message.parent_header?.msg_id;
    if (!id) {
      return;
    }
    const run = this._runs.get(id);
    if (type === 'execute_input' && !run) {
      this._begin(id, null, content, false);
    } else if (type === 'execute_input' && run) {
      run.count = countIn(content);
    } else if (type === 'error' && run && !run.own) {
      run.status = failed(content);
    } else if (type === 'execute_reply' && run?.own) {
      run.status = replied(content);
      run.count = run.status === 'aborted' ? null : countIn(content);
      run.hasReply = true;
      this._record(run);
      this._forget(id, run);
    } else if (type === 'status' && content.execution_state === 'idle' && run) {
      run.isIdle = true;
      if (!run.own) {
        this._record(run);
      }
      this._forget(id, run);
    }
  }

  private _begin(
    id: string,
    cellId: string | null,
    content: Record<string, unknown>,
    own: boolean
  ): void {
    this._runs.set(id, {
      cellId,
      source: String(content.code ?? ''),
      own,
      status: 'ok',
      count: own ? null : countIn(content),
      hasReply: false,
      isIdle: false
    });
  }

  private _record({ cellId, source, status, count }: IRun): void {
    this._log.record(cellId, source, status, count);
    this._onRun();
  }

  /** A reply may overtake the broadcast of its own input, which must not pass for somebody else's run. */
  private _forget(id: string, run: IRun): void {
    if (run.isIdle && (run.hasReply || !run.own)) {
      this._runs.delete(id);
    }
  }

  /** What was running when a kernel was gone. */
  private _lost: IRun | undefined;
  private readonly _runs = new Map<string, IRun>();
}

function countIn({ execution_count }: Record<string, unknown>): number | null {
  return typeof execution_count === 'number' ? execution_count : null;
}

function replied(content: Record<string, unknown>): RunStatus {
  switch (content.status) {
    case 'ok':
      return 'ok';
    case 'error':
      return failed(content);
    default:
      // Some kernels still say "abort".
      return 'aborted';
  }
}

function failed(content: Record<string, unknown>): RunStatus {
  // The name under which ipykernel, xeus and IJulia report an interrupt.
  return content.ename === 'KeyboardInterrupt' ||
    content.ename === 'InterruptException'
    ? 'interrupted'
    : 'error';
}
