import { fold, syllables } from '../../core/fold.ts';
import type { ConditionCode, ExposureCode, SymptomCode } from '../declarations/rules.ts';
import type { Sex } from '../people/rules.ts';

const sexes: Record<string, Sex> = {
  nam: 'male',
  trai: 'male',
  male: 'male',
  m: 'male',
  1: 'male',
  ong: 'male',
  nu: 'female',
  nữ: 'female',
  gai: 'female',
  female: 'female',
  f: 'female',
  0: 'female',
  2: 'female',
  ba: 'female',
  khac: 'other',
  other: 'other',
};
/** `nam`, `Nữ`, `M`, `1` (male), `0` or `2` (female): the codes of registers and of Vietnamese offices. */
export const readSex = (text: string): Sex | undefined => sexes[text.toLowerCase()] ?? sexes[fold(text)];

const nothing =
  /^k$|^(?:khong|ko|0|no|none|binh thuong|bt|am tinh|suc khoe binh thuong|on dinh|khoe|chua|false)(?:\s|$)/;
const yes = /^(?:x|v|co|1|yes|y|true|✓|✔|√|duong tinh|\+)$/;
const no = /^(?:|o|khong|ko|k|0|no|n|false)$/;
/** Whether a cell is ticked; undefined when it says neither. A dash is none. */
export const readTick = (text: string): boolean | undefined => {
  const said = fold(text);
  if (yes.test(said)) return true;
  return no.test(said) ? false : undefined;
};

const symptomWords: [RegExp, SymptomCode][] = [
  [/\bkho tho|hut hoi|breathless|shortness of breath/, 'breathless'],
  [/viem phoi|pneumonia/, 'pneumonia'],
  [/(?:dau|rat|viem) (?:rat )?hong|sore throat/, 'sore_throat'],
  [/\bsot\b|fever/, 'fever'],
  [/\bho\b|cough/, 'cough'],
  [/\bmet\b|moi nguoi|fatigue|tired/, 'fatigue'],
  [/\bnon\b|nausea|vomit/, 'nausea'],
  [/tieu chay|di ngoai|diarrh/, 'diarrhoea'],
  [/xuat huyet|bleeding/, 'bleeding'],
  [/phat ban|noi ban|rash/, 'rash'],
];
const exposureWords: [RegExp, ExposureCode][] = [
  [/vung dich|o dich|vung co dich|epidemic area/, 'contact_epidemic_area'],
  [/\bf0\b|\bf1\b|ca benh|nguoi benh|ca nhiem|nguoi nhiem|benh nhan|ca nghi|duong tinh|\bcase\b/, 'contact_case'],
  [/trieu chung|bieu hien|\bsot\b|\bho\b|symptom/, 'contact_symptomatic'],
  [/dong vat|cho dong vat|animal|live market/, 'animals'],
];
const conditionWords: [RegExp, ConditionCode][] = [
  [/\bgan\b|liver/, 'liver'],
  [/\bphoi\b|hen\b|copd|lung/, 'lung'],
  [/\bthan\b|kidney/, 'kidney'],
  [/huyet ap|tha\b|hypertension/, 'hypertension'],
  [/\btim\b|tim mach|heart/, 'heart'],
  [/tieu duong|dai thao duong|\bdtd\b|diabetes/, 'diabetes'],
  [/ung thu|\bk\b|cancer/, 'cancer'],
  [/mien dich|immun|\bhiv\b/, 'immune'],
  [/\bghep\b|transplant/, 'transplant'],
  [/thai|bau\b|pregnan/, 'pregnancy'],
];

/** The codes that words stand for, and the words that stand for none. A part may name several: 'sốt ho'. */
const readWords = <Code extends string>(
  text: string,
  words: readonly [RegExp, Code][],
): { codes: Code[]; unknown: string[] } => {
  const parts = text
    .split(/[,;+\n]|\bvà\b|\band\b/i)
    .map((part) => ({ part: part.trim(), said: syllables(part).join(' ') }))
    .filter(({ said }) => said !== '' && !nothing.test(said));
  const read = parts.map(({ part, said }) => ({
    part,
    codes: words.flatMap(([pattern, code]) => (pattern.test(said) ? [code] : [])),
  }));
  return {
    codes: [...new Set(read.flatMap(({ codes }) => codes))],
    unknown: read.filter(({ codes }) => codes.length === 0).map(({ part }) => part),
  };
};

export const readSymptoms = (text: string) => readWords<SymptomCode>(text, symptomWords);
export const readExposures = (text: string) => readWords<ExposureCode>(text, exposureWords);
/** A disease without a code of its own is `other`. */
export const readConditions = (text: string): ConditionCode[] => {
  const { codes, unknown } = readWords<ConditionCode>(text, conditionWords);
  return unknown.length > 0 ? [...codes, 'other'] : codes;
};
