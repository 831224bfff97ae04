import React from 'react';

import { messageParts } from '../message';

/** A message of the server, with the code in it set as code. It is text through and through. */
export function MessageText({ message }: { message: string }): JSX.Element {
  return (
    <>
      {messageParts(message).map(({ text, isCode }, i) =>
        isCode ? <code key={i}>{text}</code> : text
      )}
    </>
  );
}
