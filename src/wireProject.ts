import { flag, list, nullable, object, text } from './decoding';
import { ILock } from './locks';

/** Where an ignore in the project's settings would go, below the server's root, or why it cannot be written. */
export interface IProjectFile {
  readonly file: string | null;
  readonly why: string | null;
}

/** Read which settings are locked, and where that is said. */
export function parseLocks(value: unknown): ILock[] {
  const { settings } = object(value, 'settings');
  return list(settings, 'settings', (each, where) => {
    const o = object(each, where);
    return {
      name: text(o.name, `${where}.name`),
      origin: text(o.origin, `${where}.origin`),
      isLocked: flag(o.locked, `${where}.locked`)
    };
  }).filter(({ isLocked }) => isLocked);
}

/** Read the fingerprints that were known before. */
export function parseBaseline(value: unknown): string[] | null {
  const o = object(value, 'baseline');
  return nullable(o.fingerprints, 'fingerprints', (known, where) =>
    list(known, where, text)
  );
}

/** Read what the settings say of the project's file. */
export function parseProjectFile(value: unknown): IProjectFile {
  const { project } = object(value, 'settings');
  const o = object(project, 'project');
  return {
    file: nullable(o.file, 'project.file', text),
    why: nullable(o.why, 'project.why', text)
  };
}
