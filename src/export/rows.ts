import { ICheckedItem } from '../facts';
import {
  byPlace,
  IFinding,
  IReport,
  reaches,
  SEVERITIES,
  Severity
} from '../findings';

/** One thing that speaks against an export: an item of the checklist that fails, or a rule that has something to say. */
export interface IGateRow {
  readonly key: string;
  readonly severity: Severity;
  /** The items that fail by it, the first of which has the words; none for a rule that no item stands for. */
  readonly items: readonly ICheckedItem[];
  /** What was found, the gravest first. An item may fail without a finding. */
  readonly findings: readonly IFinding[];
}

/** What speaks against an export, the gravest first. Notes do not. */
export function gateRows(report: IReport): IGateRow[] {
  const grave = report.findings.filter(f => reaches(f.severity, 'warning'));
  const byFingerprint = new Map(grave.map(f => [f.fingerprint, f]));
  const rows: IGateRow[] = [];
  for (const item of report.checklist.filter(i => i.state === 'fail')) {
    const findings = item.findings.flatMap(f => byFingerprint.get(f) ?? []);
    const same = rows.findIndex(
      row =>
        findings.length > 0 && findings.every(f => row.findings.includes(f))
    );
    if (same < 0) {
      rows.push(row(`item ${item.id}`, [item], findings));
    } else {
      rows[same] = { ...rows[same], items: [...rows[same].items, item] };
    }
  }
  const behindItems = new Set(rows.flatMap(row => row.findings));
  const byCode = new Map<string, IFinding[]>();
  for (const finding of grave.filter(f => !behindItems.has(f))) {
    byCode.set(finding.code, [...(byCode.get(finding.code) ?? []), finding]);
  }
  byCode.forEach((findings, code) =>
    rows.push(row(`rule ${code}`, [], findings))
  );
  return rows.sort(byGravity);
}

/** Whether something is so grave that the export fails the gate. */
export function failsGate(report: IReport, failOn: Severity): boolean {
  return report.findings.some(f => reaches(f.severity, failOn));
}

function row(
  key: string,
  items: readonly ICheckedItem[],
  found: readonly IFinding[]
): IGateRow {
  const findings = [...found].sort((a, b) => byGravity(a, b) || byPlace(a, b));
  return { key, severity: findings[0]?.severity ?? 'warning', items, findings };
}

function byGravity(
  a: { readonly severity: Severity },
  b: { readonly severity: Severity }
): number {
  return SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);
}
