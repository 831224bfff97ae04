/**
 * Before its version 4, jupyter-collaboration gave the server's own files a drive of this name, and paths that begin
 * with it. What lies on any other drive is no file of the server's, and keeps the name of its drive.
 */
const COLLABORATIVE_DRIVE = 'RTC:';

/** The path of a document as the server knows it. */
export function serverPath(context: { readonly path: string }): string {
  const { path } = context;
  return path.startsWith(COLLABORATIVE_DRIVE)
    ? path.slice(COLLABORATIVE_DRIVE.length).replace(/^\/+/, '')
    : path;
}
