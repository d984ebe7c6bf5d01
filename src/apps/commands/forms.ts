import { readFile } from 'node:fs/promises';
import { dayOf } from '../../core/day.ts';
import { listForms, loadForm } from '../../features/declarations/index.ts';
import type { Command } from '../command.ts';

const readJson = async (file: string): Promise<unknown> => {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Error(`there is no file ${file}`);
  });
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${file} is no JSON`);
  }
};

export const formCommands: Command[] = [
  {
    name: 'forms load',
    says: 'adds a version of a form: questions, options, languages, the day it takes effect',
    argument: 'FILE',
    run: async ({ argument, withHouse }) => {
      const given = await readJson(argument);
      return withHouse(async (house) => {
        const loaded = await loadForm(house, given);
        if ('problems' in loaded) return { text: loaded.problems, json: loaded, failed: true };
        const { version, isNew } = loaded;
        const { form, from, definition } = version;
        const counted = `${definition.questions.length} questions in ${definition.languages.join(', ')}`;
        const text = isNew
          ? `${form} ${version.version} takes effect on ${from}: ${counted}; a running server knows it within a minute`
          : `${form} ${version.version} is stored already, just so`;
        return { text, json: { form, version: version.version, from, isNew } };
      });
    },
  },
  {
    name: 'forms list',
    says: 'lists the stored versions of every form',
    run: ({ withHouse }) =>
      withHouse(async (house) => {
        const today = dayOf(house.clock.now());
        const rows = (await listForms(house.database.pools.owner)).map(
          ({ form, version, from, definition }, at, all) => {
            const next = all[at + 1];
            const isOver = next?.form === form && next.from <= today;
            const { questions, languages } = definition;
            return { form, version, from, current: from <= today && !isOver, questions: questions.length, languages };
          },
        );
        const text = rows.map(
          ({ form, version, from, current, questions, languages }) =>
            `${current ? '*' : ' '} ${form.padEnd(9)} ${version.padEnd(12)} from ${from}  ${questions} questions  ${languages.join(' ')}`,
        );
        return { text, json: rows };
      }),
  },
];
