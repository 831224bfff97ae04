import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';
import { UUID } from '@lumino/coreutils';

import { IExportIntent, IGatePolicy, parsePolicy } from './export/policy';
import { CheckFailure, failureKind } from './failure';
import { IProfile } from './facts';
import { IReport, IRule } from './findings';
import { ILock } from './locks';
import { measured } from './measures';
import { ReportReader } from './reportReader';
import { encodeRequest, ICheckRequest } from './snapshot';
import { parseProfiles, parseRules } from './wire';
import {
  IProjectFile,
  parseBaseline,
  parseLocks,
  parseProjectFile
} from './wireProject';

/** What is to be changed in a project's settings. */
export interface IProjectIgnore {
  readonly path: string;
  readonly code: string;
  readonly reason?: string;
  readonly remove?: boolean;
}

/** The questions that the page asks its own server, and no other. */
export class HygieneApi {
  constructor(private readonly _settings: ServerConnection.ISettings) {}

  /** Check a notebook as it stands in the browser; `reader` reads all reports on it. Rejects with `CheckFailure`. */
  async check(
    request: ICheckRequest,
    reader: ReportReader,
    signal: AbortSignal
  ): Promise<IReport> {
    const encoded = measured('mldebt:encode');
    const body = encodeRequest(request);
    encoded();
    const answered = measured('mldebt:request');
    const response = await this._fetch(`check?client=${this._client}`, {
      method: 'POST',
      body,
      signal
    });
    const text = await response.text();
    answered();
    const decoded = measured('mldebt:decode');
    const report = reader.read(text);
    decoded();
    return report;
  }

  /** Ignore a rule in one notebook by the project's settings, or no more. Rejects with `CheckFailure`. */
  async ignoreInProject(change: IProjectIgnore): Promise<void> {
    const body = JSON.stringify(change);
    await this._ask('project-ignores', { method: 'POST', body });
  }

  /** The fingerprints that were known before; null where there is nothing to compare with. */
  async baseline(
    path: string,
    since: string
  ): Promise<readonly string[] | null> {
    const query = `path=${encodeURIComponent(path)}&since=${since}`;
    return parseBaseline(await this._ask(`baseline?${query}`, {}));
  }

  /** Where an ignore in the project's settings would go, or why it cannot. */
  async projectFile(path: string): Promise<IProjectFile> {
    const query = `path=${encodeURIComponent(path)}`;
    return parseProjectFile(await this._ask(`settings?${query}`, {}));
  }

  /** The settings of the analysis that an administrator has locked. */
  async locks(path: string): Promise<readonly ILock[]> {
    const query = `path=${encodeURIComponent(path)}`;
    return parseLocks(await this._ask(`settings?${query}`, {}));
  }

  /** The rules by code, asked for once. */
  rules(): Promise<ReadonlyMap<string, IRule>> {
    this._rules ??= this._ask('rules', {})
      .then(answer => new Map(parseRules(answer).map(r => [r.code, r])))
      .catch(reason => {
        // Forget the failure, so that the next one who asks tries again.
        this._rules = null;
        throw reason;
      });
    return this._rules;
  }

  /** The checklists that there are for a notebook. */
  async profiles(path: string): Promise<readonly IProfile[]> {
    return parseProfiles(
      await this._ask(`profiles?path=${encodeURIComponent(path)}`, {})
    );
  }

  /** What the administrator has decided about exports. */
  async exportPolicy(): Promise<IGatePolicy> {
    return parsePolicy(await this._ask('export-gate', {}));
  }

  /** Tell what was chosen before an export, which the next export of that notebook keeps to. */
  async exportIntent(intent: IExportIntent): Promise<void> {
    const body = JSON.stringify(intent);
    await this._ask('export-intent', { method: 'POST', body });
  }

  private async _ask(route: string, init: RequestInit): Promise<unknown> {
    return (await this._fetch(route, init)).json();
  }

  /** The server's answer, if it is no refusal. */
  private async _fetch(route: string, init: RequestInit): Promise<Response> {
    const url = URLExt.join(this._settings.baseUrl, 'mldebt-lab', route);
    let response: Response;
    try {
      response = await ServerConnection.makeRequest(url, init, this._settings);
    } catch (reason) {
      if (init.signal?.aborted) {
        throw reason;
      }
      throw new CheckFailure('unreachable', CheckFailure.from(reason).message);
    }
    if (!response.ok) {
      throw new CheckFailure(
        failureKind(response.status),
        await explanation(response)
      );
    }
    return response;
  }

  /** Tells the server which questions come from the same page. */
  private readonly _client = UUID.uuid4();
  private _rules: Promise<ReadonlyMap<string, IRule>> | null = null;
}

async function explanation(response: Response): Promise<string> {
  try {
    const { message } = await response.json();
    if (typeof message === 'string' && message) {
      return message;
    }
  } catch {
    // A proxy may answer with a page of its own; the status line must do then.
  }
  return `${response.status} ${response.statusText}`.trim();
}
