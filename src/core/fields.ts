import type * as v from 'valibot';
import type { Field } from './problem.ts';

type Told = { keys: readonly string[]; issue: v.BaseIssue<unknown> };

/** A field that one shape wants and another does not know: it tells shapes apart, not what is wrong. */
const isOfShape = ({ type, received, expected }: v.BaseIssue<unknown>): boolean =>
  type === 'strict_object' && (received === 'undefined' || expected === 'never');

/** What is wrong; where none of several shapes fits, the wrong values within them, and the whole when there are none. */
const toldBy = (issue: v.BaseIssue<unknown>, above: readonly string[] = []): Told[] => {
  const keys = [...above, ...(issue.path ?? []).map(({ key }) => String(key))];
  const within = issue.type === 'union' ? (issue.issues ?? []).filter((one) => one.path && !isOfShape(one)) : [];
  return within.length === 0 ? [{ keys, issue }] : within.flatMap((one) => toldBy(one, keys));
};

/** Every wrong field, each with a code; an unknown field is one. */
export const fieldsOf = (issues: readonly v.BaseIssue<unknown>[]): Field[] =>
  issues
    .flatMap((issue) => toldBy(issue))
    .slice(0, 50)
    .map(({ keys, issue }) => ({
      path: keys.join('.').slice(0, 200),
      code: /^[a-z_]+\.[a-z_]+$/.test(issue.message) ? issue.message : codeOfIssue(issue),
    }));

const codeOfIssue = (issue: v.BaseIssue<unknown>): string => {
  if (issue.type === 'strict_object')
    return issue.expected === 'never'
      ? 'field.unknown'
      : issue.received === 'undefined'
        ? 'field.missing'
        : 'field.type';
  if (issue.received === 'undefined') return 'field.missing';
  return issue.type === 'picklist' ? 'field.choice' : 'field.type';
};
