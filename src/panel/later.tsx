import React from 'react';

import { Surroundings } from './surroundings';

/** A part of the page that may not be there yet. */
export interface ILaterPart<P> extends React.FunctionComponent<P> {
  /** Fetch it ahead, where it is likely to be asked for. */
  prefetch(): void;
}

/**
 * A part of the page whose code is fetched when it is shown for the first time, so that a page on which nobody asks for
 * it is there sooner.
 */
export function later<P extends object>(
  load: () => Promise<React.ComponentType<P>>
): ILaterPart<P> {
  let loaded: React.ComponentType<P> | null = null;
  const fetch = async () => (loaded ??= await load());
  function Later(props: P): JSX.Element | null {
    const { trans } = React.useContext(Surroundings);
    const [Part, setPart] = React.useState(() => loaded);
    const [hasFailed, setFailed] = React.useState(false);
    React.useEffect(() => {
      let isWanted = true;
      fetch().then(
        part => isWanted && setPart(() => part),
        () => isWanted && setFailed(true)
      );
      return () => {
        isWanted = false;
      };
    }, []);
    if (hasFailed) {
      return (
        <p className="mldebt-Empty" role="alert">
          {trans.__('This could not be loaded. Reload the page.')}
        </p>
      );
    }
    return Part && <Part {...props} />;
  }
  return Object.assign(Later, {
    // What fails now is tried again, and told of, when it is shown.
    prefetch: () => void fetch().catch(() => undefined)
  });
}
