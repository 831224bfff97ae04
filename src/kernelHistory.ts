import type { Kernel } from '@jupyterlab/services';

/** Something that a kernel was given to run, with the execution count that it had. */
export interface IKernelInput {
  readonly count: number;
  readonly source: string;
}

/**
 * What a kernel was given to run since it started, from its own record; null if it keeps none that is understood.
 *
 * Of all that a kernel can be asked, this alone neither runs nor evaluates anything: not even with `silent` does a
 * request to execute get by without the functions that users have hooked to it, and looking at objects or completing
 * names may call what they define. Names, which is what matters, follow from the inputs.
 */
export async function kernelHistory(
  kernel: Kernel.IKernelConnection
): Promise<readonly IKernelInput[] | null> {
  if ((await kernel.info).implementation !== 'ipython') {
    return null;
  }
  const { content } = await kernel.requestHistory({
    hist_access_type: 'range',
    // The present session, from its first input to its last.
    session: 0,
    start: 1,
    stop: 0,
    raw: true,
    output: false
  });
  return content.status === 'ok' ? content.history.flatMap(asInput) : null;
}

function asInput(entry: unknown): IKernelInput[] {
  const [, count, source] = Array.isArray(entry) ? entry : [];
  return typeof count === 'number' && typeof source === 'string'
    ? [{ count, source }]
    : [];
}
