/** Phones whose browser stopped being renewed about 2021 lack these two, which core and rules use. */
type Lacking = { toSorted?: unknown; isWellFormed?: unknown };

const array: Lacking & unknown[] = Array.prototype;
const string: Lacking = String.prototype;

array.toSorted ??= function (this: unknown[], compare?: (a: unknown, b: unknown) => number) {
  return [...this].sort(compare);
};
string.isWellFormed ??= function (this: string) {
  return !/\p{Surrogate}/u.test(this);
};

export {};
