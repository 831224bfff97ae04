import { AccessPlace, IAccess } from '../facts';

/** A file with all sites that read or write it. */
export interface IAccessedFile {
  readonly key: string;
  /** As far as it is known; null: nothing of it is. */
  readonly path: string | null;
  readonly resolved: boolean;
  readonly place: AccessPlace | null;
  readonly sites: readonly IAccess[];
}

/** The files of a report, in the order in which the notebook comes to them; what is not known at all is the last. */
export function accessedFiles(accesses: readonly IAccess[]): IAccessedFile[] {
  const files = new Map<string, IAccessedFile & { sites: IAccess[] }>();
  for (const access of accesses) {
    const { path, place, resolved } = access;
    const key = path === null ? '' : `${resolved}:${path}`;
    let file = files.get(key);
    if (!file) {
      files.set(key, (file = { key, path, place, resolved, sites: [] }));
    }
    file.sites.push(access);
  }
  return [...files.values()].sort(
    (a, b) => Number(a.path === null) - Number(b.path === null)
  );
}
