/**
 * Early warning by the EARS methods C1, C2 and C3, which need no more than two weeks of history: each compares a day's count
 * with the mean and standard deviation of seven earlier days.
 *
 * Hutwagner L, Thompson W, Seeman GM, Treadwell T. The bioterrorism preparedness and response Early Aberration Reporting
 * System (EARS). J Urban Health 2003;80(2 Suppl 1):i89-i96.
 * Fricker RD, Hegler BL, Dunfee DA. Comparing syndromic surveillance detection methods: EARS' versus a CUSUM-based
 * methodology. Stat Med 2008;27:3407-3429.
 */
export const methods = ['C1', 'C2', 'C3'] as const;
export type Method = (typeof methods)[number];

/** A statistic above its threshold is an alarm. C1, C2: standard deviations above the mean; C3: what three days exceeded one by. */
export const thresholds: Record<Method, number> = { C1: 3, C2: 3, C3: 2 };

/** Days of a baseline, and how many lie between it and the day judged: C1 takes the week before, C2 and C3 leave two out. */
const baselineDays = 7;
const lag: Record<Method, number> = { C1: 0, C2: 2, C3: 2 };
/** Days that C3 sums: the judged one and the two before it. */
const summed = 3;

/** Days of history, the judged one included, that a method needs. */
export const needed: Record<Method, number> = { C1: 8, C2: 10, C3: 12 };

/**
 * The least standard deviation. In a commune most weeks hold a case or none: their deviation is 0 or little more, and a
 * division by it would make an alarm of any single case. Half a case, as the R package `surveillance` advises for sparse
 * counts (`earsC`, `minSigma` 0.5 or 1, after Burkom).
 */
export const leastDeviation = 0.5;

/** The least number of declarations with the sign that is worth a call: one household of two is not an outbreak. Ours. */
export const leastCount = 3;

export type Finding = {
  method: Method;
  /** Of the baseline of the judged day; `deviation` is the sample's, before `leastDeviation` is applied. */
  mean: number;
  deviation: number;
  statistic: number;
  threshold: number;
  isAlarm: boolean;
  /** The counts of the baseline, the oldest first. */
  baseline: readonly number[];
  /** Of C3: what each of its three days added, the oldest first. */
  parts?: readonly number[];
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const meanOf = (values: readonly number[]): number => sum(values) / values.length;

/** Sample standard deviation, with n - 1. */
const deviationOf = (values: readonly number[]): number => {
  const mean = meanOf(values);
  return Math.sqrt(sum(values.map((value) => (value - mean) ** 2)) / (values.length - 1));
};

/** How many standard deviations a day stands above the mean of the seven days that end `lag` days before it. */
const standing = (counts: readonly number[], day: number, gap: number) => {
  const baseline = counts.slice(day - gap - baselineDays, day - gap);
  const [mean, deviation] = [meanOf(baseline), deviationOf(baseline)];
  return { baseline, mean, deviation, z: ((counts[day] ?? 0) - mean) / Math.max(deviation, leastDeviation) };
};

const judgeBy = (method: Method, counts: readonly number[]): Finding => {
  const last = counts.length - 1;
  const { z, ...own } = standing(counts, last, lag[method]);
  const days = Array.from({ length: summed }, (_, n) => last - summed + 1 + n);
  const parts = method === 'C3' ? days.map((day) => Math.max(0, standing(counts, day, lag.C3).z - 1)) : undefined;
  const statistic = parts ? sum(parts) : z;
  // C3 speaks of its three days, the others of one.
  const seen = sum(counts.slice(parts ? -summed : -1));
  const isAlarm = statistic > thresholds[method] && seen >= leastCount;
  return { method, ...own, statistic, threshold: thresholds[method], isAlarm, ...(parts && { parts }) };
};

/** Judges the last of a series of daily counts, the oldest first, by every method that its history suffices for. */
export const judge = (counts: readonly number[]): Finding[] =>
  methods.filter((method) => counts.length >= needed[method]).map((method) => judgeBy(method, counts));

/** The count above which a day would be an alarm by C2; undefined without enough history. For the line in a chart. */
export const upperBound = (counts: readonly number[]): number | undefined => {
  if (counts.length < needed.C2) return undefined;
  const { mean, deviation } = standing(counts, counts.length - 1, lag.C2);
  return Math.max(mean + thresholds.C2 * Math.max(deviation, leastDeviation), leastCount - 1);
};
