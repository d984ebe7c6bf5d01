import { catalogue } from './problem-codes.ts';

export type ProblemCode = keyof typeof catalogue;
export type Field = { path: string; code: string };

/** A refusal with a code of the catalogue. `extra` stands in the answer: what the first officer did, for instance. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly fields: Field[] | undefined;
  readonly extra: Record<string, unknown> | undefined;
  constructor(code: ProblemCode, fields?: Field[], extra?: Record<string, unknown>) {
    super(code);
    this.code = code;
    this.fields = fields;
    this.extra = extra;
  }
  get status(): number {
    return catalogue[this.code][0];
  }
}

export const fail = (code: ProblemCode, fields?: Field[], extra?: Record<string, unknown>): never => {
  throw new Problem(code, fields, extra);
};

export type WireProblem = {
  type: string;
  status: number;
  code: ProblemCode;
  title: string;
  fields?: Field[];
  requestId: string;
} & Record<string, unknown>;

/** The RFC 9457 form. The title is Vietnamese unless English is asked for. */
export const wireForm = (problem: Problem, requestId: string, language: 'vi' | 'en'): WireProblem => {
  const [status, vi, en] = catalogue[problem.code];
  return {
    type: `/api/v1/docs#${problem.code}`,
    status,
    code: problem.code,
    title: language === 'en' ? en : vi,
    ...(problem.fields && { fields: problem.fields }),
    ...problem.extra,
    requestId,
  };
};
