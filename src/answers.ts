/** What an author can answer to an item of a checklist. */
export const ANSWERS = ['yes', 'no', 'na'] as const;
export type AnswerWord = (typeof ANSWERS)[number];

/** An answer as it stands in the notebook, under `metadata.mldebt.checklist`. */
export interface IAnswer {
  readonly answer: AnswerWord;
  /** The day on which it was given, as in 2027-01-31. */
  readonly date: string;
  readonly note: string;
}

/** As many characters of a note as the server reads. */
export const LONGEST_NOTE = 2000;

/** The answer to an item that a notebook holds; `mldebt` is what its metadata has of ours, which may be anything. */
export function answerIn(mldebt: unknown, item: string): IAnswer | null {
  const answers = isObject(mldebt) ? mldebt.checklist : null;
  const stored = isObject(answers) ? answers[item] : null;
  const members = isObject(stored) ? stored : { answer: stored };
  const answer = ANSWERS.find(word => word === members.answer);
  return answer
    ? { answer, date: text(members.date), note: text(members.note) }
    : null;
}

/**
 * Our metadata with an answer put in, or with it taken out; undefined if nothing is left of it. Null where something
 * else stands in its place, which is not ours to overwrite.
 */
export function withAnswer(
  mldebt: unknown,
  item: string,
  answer: IAnswer | null
): Record<string, unknown> | undefined | null {
  const ours = mldebt ?? {};
  if (!isObject(ours)) {
    return null;
  }
  const answers = ours.checklist ?? {};
  if (!isObject(answers)) {
    return null;
  }
  const checklist: Record<string, unknown> = { ...answers };
  delete checklist[item];
  if (answer) {
    checklist[item] = withoutEmptyNote(answer);
  }
  const left: Record<string, unknown> = { ...ours, checklist };
  if (Object.keys(checklist).length === 0) {
    delete left.checklist;
  }
  return Object.keys(left).length > 0 ? left : undefined;
}

/** The day that a moment falls on where the author is, as in 2027-01-31. */
export function dayOf(moment: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

function withoutEmptyNote({ note, ...rest }: IAnswer): Partial<IAnswer> {
  return note ? { ...rest, note } : rest;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
