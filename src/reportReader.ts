import { IReport } from './findings';
import { parseReport, readEntry, REPORT_LISTS, ReportList } from './wire';

/**
 * Reads the reports on one notebook, one after another. The server gives each entry of a list a line of its own: where
 * a line is as it was in the report before, its entry is the same object, which is neither read nor drawn again.
 */
export class ReportReader {
  /** Read an answer. Throws `WireError` naming the first member that is wrong. */
  read(answer: string): IReport {
    const [head, ...lines] = answer.split('\n');
    // Without the entries little is left: each is a number in it, that of its line.
    const frame = lines.map((line, i) =>
      isEntry(line) ? (line.endsWith(',') ? `${i},` : i) : line
    );
    const known: Known = new Map(REPORT_LISTS.map(name => [name, new Map()]));
    const report = parseReport(
      JSON.parse([head, ...frame].join('')),
      (name, value, where) => {
        if (typeof value !== 'number') {
          return readEntry(name, value, where);
        }
        const line = lines[value].replace(/,$/, '');
        const entry =
          this._known.get(name)?.get(line) ??
          readEntry(name, JSON.parse(line), where);
        known.get(name)!.set(line, entry);
        return entry;
      }
    );
    this._known = known;
    return (this._latest = withFormerLists(report, this._latest));
  }

  private _known: Known = new Map();
  private _latest: IReport | null = null;
}

/** What was read, by the lists of a report and by line. */
type Known = ReadonlyMap<ReportList, Map<string, unknown>>;

function isEntry(line: string): boolean {
  return line.startsWith('{') || line.startsWith('"');
}

/** The report with those lists of the former one that hold the same entries. */
function withFormerLists(report: IReport, former: IReport | null): IReport {
  const lists = REPORT_LISTS.filter(
    name => former && isSame(report[name], former[name])
  );
  return {
    ...report,
    ...Object.fromEntries(lists.map(name => [name, former![name]]))
  };
}

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((entry, i) => entry === b[i]);
}
