import type { AreaOption } from '../../../web/kit/AreaPicker.tsx';
import { areaName } from '../../../web/kit/asked/places.ts';
import { isCommune, officer, ownArea } from '../../../web/kit/console/session.ts';
import { forms, type NewDeclarationInput } from '../form.ts';
import { mayDeclare } from '../rules.ts';

/** Somebody who is declared for: with `who`, recorded by the declaration itself. The area is known of whoever is dealt with here. */
export type DeclaredFor = {
  id: string;
  fullName: string;
  birthYear?: number | null | undefined;
  area?: string | undefined;
  who?: Omit<NewDeclarationInput['person'], 'id'>;
};

export type Form = NewDeclarationInput['form'];

const rightTo = (form: Form) => mayDeclare(new Set(officer.value?.verbs), form);

/** The forms that the officer's roles let in; a post's own come first. */
export const formsOpen = (): Form[] => {
  const open = forms.filter(rightTo);
  return [...open.filter((form) => rightTo(form) === 'anywhere'), ...open.filter((form) => rightTo(form) === 'own')];
};

const isOwn = (area: string): boolean => {
  const own = ownArea();
  return own === '' || area === own || area.startsWith(`${own}.`);
};

/** Whether the officer may take a declaration of this form for people who stay there. */
export const mayStayIn = (form: Form, area: string): boolean => rightTo(form) === 'anywhere' || isOwn(area);

/** Where the person stays, as far as is known: the place of the record, else the commune of the officer. */
export const homeOf = async (form: Form, { area }: DeclaredFor): Promise<AreaOption | undefined> => {
  if (area && isCommune(area) && mayStayIn(form, area))
    return { path: area, name: await areaName(area).catch(() => area) };
  return isCommune(ownArea()) && rightTo(form) === 'own'
    ? { path: ownArea(), name: officer.value?.areaName ?? '' }
    : undefined;
};
