import React from 'react';

import { ICellRef, ISpan } from '../findings';
import { Surroundings } from './surroundings';

/** A button that goes to a place in the notebook; with Shift the keyboard stays here. A stop in a `RovingList`. */
export function PlaceLink(props: {
  cell: ICellRef;
  span: ISpan | null;
  className?: string;
  title?: string;
  children: React.ReactNode;
}): JSX.Element {
  const { reveal } = React.useContext(Surroundings);
  const { cell, span } = props;
  return (
    <button
      type="button"
      className={`mldebt-Link ${props.className ?? ''}`}
      data-stop=""
      data-cell-id={cell.id}
      title={props.title}
      onClick={event => reveal({ cell, span }, event.shiftKey)}
    >
      {props.children}
    </button>
  );
}
