import type { AreaOption } from '../../../../web/kit/AreaPicker.tsx';
import type { Question } from '../../answers.ts';
import { areaNamed } from '../last-served.ts';
import type { DeclarationParcel } from '../send.ts';
import { type Answered, type Form, type Gave, type Given, isPersonal, newAnswered } from './answered.ts';

type Named = (path: string) => AreaOption | undefined;
type Place = { area?: string; from: string; to: string; text?: string };

const givenOf = ({ kind }: Question, value: unknown, named: Named): Given | undefined => {
  switch (kind) {
    case 'temperature':
      return String(value).replace('.', ',');
    case 'area':
      return named(String(value));
    case 'stays':
      return (value as Place[]).map(({ area, from, to, text = '' }) => ({
        ...(area && { area: named(area) ?? { path: area, name: area } }),
        from,
        to,
        text,
      }));
    default:
      return value as Given;
  }
};

const placesIn = ({ definition }: Form, { body }: DeclarationParcel): string[] => {
  const answers = body.answers as Record<string, unknown>;
  const said = definition.questions.flatMap(({ id, kind }) => {
    if (answers[id] === undefined) return [];
    if (kind === 'stays') return (answers[id] as Place[]).flatMap(({ area }) => area ?? []);
    return kind === 'area' ? [String(answers[id])] : [];
  });
  return [...new Set([body.area, ...said])];
};

/**
 * A refused declaration back in the form it was made with, under its own id. What the server named as wrong is asked again, and
 * so is a place whose name cannot be learnt now.
 */
export const answeredAgain = (form: Form, { body, refusal }: DeclarationParcel, named: Named): Answered => {
  const person = body.person.id;
  const wrong = (refusal?.fields ?? []).map(({ path }) => path);
  const isWrong = (id: string): boolean =>
    wrong.some((path) => path === `answers.${id}` || path.startsWith(`answers.${id}.`) || path === id);
  const answers = body.answers as Record<string, unknown>;
  const gaveOf = (isOwn: boolean): Gave =>
    Object.fromEntries(
      form.definition.questions
        .filter((question) => isPersonal(question) === isOwn && !isWrong(question.id))
        .map((question) => {
          const value = answers[question.id];
          return [
            question.id,
            value === undefined ? (question.optional ? null : undefined) : givenOf(question, value, named),
          ];
        }),
    );
  const area = isWrong('area') ? undefined : named(body.area);
  return {
    ...newAnswered(form, [person]),
    ...(area && { where: { area, hamlet: body.hamlet ?? '', address: body.address ?? '' } }),
    shared: gaveOf(false),
    own: { [person]: gaveOf(true) },
    ids: { [person]: body.id },
  };
};

export const mend = async (form: Form, parcel: DeclarationParcel): Promise<Answered> => {
  const names = await Promise.all(
    placesIn(form, parcel).map(async (path) => [path, await areaNamed(path).catch(() => undefined)] as const),
  );
  const known = new Map(names);
  return answeredAgain(form, parcel, (path) => known.get(path));
};
