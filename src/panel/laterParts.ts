import { later } from './later';

/** What a fix would change, and whether to do it. */
export const FixPreview = later(async () => {
  const { FixPreview } = await import(
    /* webpackChunkName: "fix" */ './fixPreview'
  );
  return FixPreview;
});

/** The form in which authors answer an item of the checklist. */
export const AnswerForm = later(async () => {
  const { AnswerForm } = await import(
    /* webpackChunkName: "answer" */ './answerForm'
  );
  return AnswerForm;
});

/** The form that asks where and why a finding is to be ignored. */
export const IgnoreForm = later(async () => {
  const { IgnoreForm } = await import(
    /* webpackChunkName: "ignore" */ './ignoreForm'
  );
  return IgnoreForm;
});

/** What stands in the sections that are closed at first. */
export const Accesses = later(async () => {
  const { Accesses } = await import(
    /* webpackChunkName: "sections" */ './accessesSection'
  );
  return Accesses;
});

export const Checklist = later(async () => {
  const { Checklist } = await import(
    /* webpackChunkName: "sections" */ './checklistSection'
  );
  return Checklist;
});

export const IgnoredFindings = later(async () => {
  const { IgnoredFindings } = await import(
    /* webpackChunkName: "sections" */ './ignoredSection'
  );
  return IgnoredFindings;
});
