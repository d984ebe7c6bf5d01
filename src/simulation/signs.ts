/** Signs as declarations name them, one bit each. */
export const signs = ['fever', 'cough', 'breathless', 'pneumonia', 'sore_throat', 'fatigue'] as const;
export type Sign = (typeof signs)[number];
export const [fever, cough, breathless, pneumonia, soreThroat, fatigue] = [1, 2, 4, 8, 16, 32] as const;
