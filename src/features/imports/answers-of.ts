import type { NewDeclarationOutput } from '../declarations/form.ts';
import type { Cells, Reading, Remarks } from './judge.ts';
import { readTemperature } from './numbers.ts';
import { findStay } from './places.ts';
import { signFields } from './rules.ts';
import { readConditions, readExposures, readSymptoms, readTick } from './words.ts';

type Answers = NewDeclarationOutput['answers'];
export type ReadAnswers = { answers: Answers; values: Record<string, string | number | undefined> };

/** What a person declared, from a row's words and ticks. A word that is no known sign is refused: it may be the one that matters. */
export const readAnswers = (cells: Cells, reading: Reading, notes: Remarks): ReadAnswers => {
  const written = readSymptoms(cells('symptoms'));
  for (const word of written.unknown) notes.refuse('symptoms', 'symptoms.unknown', word);
  const exposed = readExposures(cells('exposures'));
  for (const word of exposed.unknown) notes.refuse('exposures', 'exposures.unknown', word);
  const ticked = signFields.filter((sign) => {
    const tick = readTick(cells(sign));
    if (tick === undefined) notes.refuse(sign, 'tick.unknown', cells(sign));
    return tick === true;
  });
  const symptoms = [...new Set([...written.codes, ...ticked])];
  const temperature = temperatureOf(cells, notes);
  const places = cells('places')
    .split(/;|\n/)
    .map((text) => text.trim())
    .filter((text) => text !== '' && !/^(?:không|khong|ko|-|0)$/i.test(text))
    .slice(0, 50);
  const note = [cells('result'), cells('note')].filter((text) => text !== '').join('. ');
  if (note.length > 1000) notes.refuse('note', 'text.too_long', note);
  return {
    answers: {
      symptoms: symptoms.map((code) => ({ code })),
      exposures: exposed.codes,
      places: places.map((text) => stayOf(text.slice(0, 300), reading)),
      conditions: readConditions(cells('conditions')),
      ...(temperature !== undefined && { temperature }),
      ...(note !== '' && { note }),
    },
    values: {
      symptoms: symptoms.join(' ') || undefined,
      exposures: exposed.codes.join(' ') || undefined,
      temperature,
      places: places.join('; ') || undefined,
      note: note || undefined,
    },
  };
};

const temperatureOf = (cells: Cells, { refuse }: Remarks): number | undefined => {
  const cell = cells('temperature');
  if (cell === '' || cell === '-') return undefined;
  return readTemperature(cell) ?? refuse('temperature', 'temperature.range', cell);
};

/** A stay in words; with its area where the words name one. */
const stayOf = (text: string, { index }: Reading): Answers['places'][number] => {
  const unit = findStay(index, text);
  return { text, ...(unit && { area: unit.path }) };
};
