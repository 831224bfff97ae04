import React from 'react';

/**
 * A list that is one stop of the Tab key: arrow keys, Home and End walk what carries `data-stop` in it. The focus stays
 * in the list when what had it is gone.
 */
export function RovingList(props: {
  className: string;
  label: string;
  children: React.ReactNode;
}): JSX.Element {
  const root = React.useRef<HTMLUListElement>(null);
  const stop = React.useRef<HTMLElement | null>(null);
  const hasFocus = React.useRef(false);

  const setStop = (element: HTMLElement | undefined) => {
    stop.current = element ?? null;
    for (const other of stopsIn(root.current)) {
      other.tabIndex = other === element ? 0 : -1;
    }
  };
  // After every change: rows may have come and gone.
  React.useLayoutEffect(() => {
    const stops = stopsIn(root.current);
    const at = stops.find(element => element === stop.current) ?? stops[0];
    setStop(at);
    if (hasFocus.current && document.activeElement === document.body) {
      at?.focus();
    }
  });

  return (
    <ul
      ref={root}
      className={props.className}
      role="list"
      aria-label={props.label}
      onFocus={event => {
        hasFocus.current = true;
        if (stopsIn(root.current).includes(event.target)) {
          setStop(event.target);
        }
      }}
      onBlur={event => {
        hasFocus.current = event.currentTarget.contains(event.relatedTarget);
      }}
      onKeyDown={event => {
        const stops = stopsIn(root.current);
        const at = stops.indexOf(event.target as HTMLElement);
        const to = at < 0 ? null : next(event.key, at, stops.length);
        if (to !== null) {
          stops[to].focus();
          event.preventDefault();
          event.stopPropagation();
        }
      }}
    >
      {props.children}
    </ul>
  );
}

function stopsIn(root: HTMLElement | null): HTMLElement[] {
  return Array.from(root?.querySelectorAll<HTMLElement>('[data-stop]') ?? []);
}

function next(key: string, at: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
    case 'ArrowRight':
      return Math.min(at + 1, count - 1);
    case 'ArrowUp':
    case 'ArrowLeft':
      return Math.max(at - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
