/** A stretch of a message: words, or code from the notebook. */
export interface IMessagePart {
  readonly text: string;
  readonly isCode: boolean;
}

/** A message's parts: what stands between backticks is code. A backtick without a partner is only a backtick. */
export function messageParts(message: string): IMessagePart[] {
  const pieces = message.split('`');
  if (pieces.length % 2 === 0) {
    const rest = pieces.pop()!;
    pieces[pieces.length - 1] += '`' + rest;
  }
  return pieces
    .map((text, i) => ({ text, isCode: i % 2 === 1 }))
    .filter(({ text }) => text !== '');
}
