/** The names under which the browser's performance timeline shows our share of the time. */
export type MeasureName =
  | 'mldebt:snapshot'
  | 'mldebt:encode'
  | 'mldebt:request'
  | 'mldebt:decode'
  | 'mldebt:render';

// The timeline is for the latest checks; a session of days must not fill it.
const KEPT = 100;

/** Start measuring; call what is returned at the end. `part` tells several measures of one name apart. */
export function measured(name: MeasureName, part?: string): () => void {
  const start = performance.now();
  return () => {
    if (performance.getEntriesByName(name).length >= KEPT) {
      performance.clearMeasures(name);
    }
    performance.measure(name, {
      start,
      end: performance.now(),
      detail: part ?? null
    });
  };
}
