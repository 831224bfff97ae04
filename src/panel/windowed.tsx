import React from 'react';

// As many rows as a frame has time for, a few times over.
const CHUNK = 30;
// What a closed row of a usual panel is high, until it has been measured.
const ROW_PX = 46;
// How far from what can be seen rows are made ready.
const MARGIN = '800px 0px';

/** One item of a long list. */
export interface IWindowedItem {
  readonly key: string;
}

/** What a list asks of whoever knows which item has to be there although it cannot be seen. */
export interface IWanted {
  subscribe(listener: () => void): () => void;
  /** Whether one of the items holds what the keyboard is at. */
  holdsActive(items: readonly IWindowedItem[]): boolean;
}

/**
 * The rows of a tree's level. Of a long one only those near to what can be seen are in the page; the others keep their
 * place free.
 */
export function Windowed<T extends IWindowedItem>(props: {
  items: readonly T[];
  wanted: IWanted;
  /** The row of an item; in a long list with its place and the list's length, which the page does not tell. */
  row(
    item: T,
    place?: { readonly at: number; readonly of: number }
  ): JSX.Element;
}): JSX.Element {
  const { items, row, wanted } = props;
  if (items.length <= CHUNK) {
    return <>{items.map(item => row(item))}</>;
  }
  const chunks: JSX.Element[] = [];
  for (let start = 0; start < items.length; start += CHUNK) {
    const chunk = items.slice(start, start + CHUNK);
    chunks.push(
      <Chunk key={start} items={chunk} wanted={wanted} isFirst={start === 0}>
        {() =>
          chunk.map((item, i) =>
            row(item, { at: start + i + 1, of: items.length })
          )
        }
      </Chunk>
    );
  }
  return <>{chunks}</>;
}

function Chunk(props: {
  items: readonly IWindowedItem[];
  wanted: IWanted;
  isFirst: boolean;
  children: () => JSX.Element[];
}): JSX.Element {
  const { items, wanted } = props;
  const node = React.useRef<HTMLLIElement>(null);
  const height = React.useRef<number | null>(null);
  const [isNear, setNear] = React.useState(props.isFirst);
  const isWanted = React.useSyncExternalStore(wanted.subscribe, () =>
    wanted.holdsActive(items)
  );
  React.useEffect(() => {
    const element = node.current!;
    const options: IntersectionObserverInit & { scrollMargin: string } = {
      // The margin of the page does not reach into what scrolls inside of it.
      scrollMargin: MARGIN,
      rootMargin: MARGIN
    };
    const observer = new IntersectionObserver(entries => {
      const { boundingClientRect, isIntersecting } =
        entries[entries.length - 1];
      if (!isIntersecting && boundingClientRect.height > 0) {
        height.current = boundingClientRect.height;
      }
      setNear(isIntersecting);
    }, options);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const isThere = isNear || isWanted;
  return (
    <li
      ref={node}
      role="none"
      className="mldebt-Chunk"
      style={
        isThere
          ? undefined
          : { height: height.current ?? items.length * ROW_PX }
      }
    >
      {isThere && (
        <ul role="none" className="mldebt-Group">
          {props.children()}
        </ul>
      )}
    </li>
  );
}
