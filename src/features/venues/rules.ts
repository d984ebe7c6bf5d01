/** Kinds of places and vehicles; a vehicle is a venue with plate, route and trip. */
export const venueKinds = [
  'office',
  'government',
  'bank',
  'post_office',
  'hospital',
  'ward',
  'clinic',
  'pharmacy',
  'kindergarten',
  'school',
  'university',
  'company',
  'factory',
  'construction',
  'supermarket',
  'market',
  'mall',
  'shop',
  'hotel',
  'guesthouse',
  'restaurant',
  'street_food',
  'cafe',
  'bar',
  'karaoke',
  'cinema',
  'game_room',
  'gym',
  'pool',
  'stadium',
  'park',
  'spa',
  'hairdresser',
  'worship',
  'event',
  'wedding',
  'funeral',
  'library',
  'museum',
  'station',
  'bus',
  'coach',
  'taxi',
  'train',
  'boat',
  'plane',
  'elevator',
  'checkpoint',
  'quarantine_site',
  'other',
] as const;
export type VenueKind = (typeof venueKinds)[number];

export const vehicleKinds: ReadonlySet<VenueKind> = new Set(['bus', 'coach', 'taxi', 'train', 'boat', 'plane']);
/** Small closed rooms and wards, where air is shared: any overlap counts. */
const closedKinds: ReadonlySet<VenueKind> = new Set(['ward', 'karaoke', 'elevator', 'game_room']);
/** So large or so open that being there together says little: listed for review, never by itself. */
const openKinds: ReadonlySet<VenueKind> = new Set(['market', 'supermarket', 'mall', 'park', 'stadium']);

/** Minutes together that make a contact (default), `any` overlap, or `never` by itself. */
export type Threshold = number | 'any' | 'never';
export const usualMinutes = 15;
export const thresholdOf = (kind: VenueKind): Threshold =>
  vehicleKinds.has(kind) || closedKinds.has(kind) ? 'any' : openKinds.has(kind) ? 'never' : usualMinutes;

/** How long people usually stay, in minutes (defaults): a forgotten check-out is closed so, and marked estimated. */
const stays: Partial<Record<VenueKind, number>> = {
  office: 480,
  government: 60,
  bank: 45,
  post_office: 30,
  hospital: 180,
  ward: 720,
  clinic: 60,
  pharmacy: 15,
  kindergarten: 540,
  school: 480,
  university: 360,
  company: 540,
  factory: 600,
  construction: 600,
  supermarket: 60,
  market: 60,
  mall: 120,
  shop: 30,
  hotel: 840,
  guesthouse: 840,
  restaurant: 90,
  street_food: 45,
  cafe: 90,
  bar: 150,
  karaoke: 150,
  cinema: 150,
  game_room: 180,
  gym: 90,
  pool: 120,
  stadium: 180,
  park: 90,
  spa: 120,
  hairdresser: 60,
  worship: 90,
  event: 240,
  wedding: 180,
  funeral: 240,
  library: 180,
  museum: 120,
  station: 60,
  bus: 60,
  coach: 300,
  taxi: 30,
  train: 360,
  boat: 120,
  plane: 150,
  elevator: 2,
  checkpoint: 15,
  quarantine_site: 1440,
};
export const usualStay = (kind: VenueKind): number => stays[kind] ?? 120;

/** Opening hours by day of the week, Monday first: minutes since midnight; after midnight they run on, beyond 1440 or below `from`. */
export type Hours = readonly { day: number; from: number; to: number }[];

/** Whether a moment (minutes since Monday 00:00 in Viet Nam) lies in the hours; a venue without hours is open. */
export const isOpen = (hours: Hours | null, minuteOfWeek: number): boolean =>
  hours === null ||
  hours.length === 0 ||
  hours.some(({ day, from, to }) => {
    const start = day * 1440 + from;
    // Closing not after opening is the next day: a bar from 18:00 to 02:00, a gate from 00:00 to 00:00.
    const length = to > from ? to - from : to - from + 1440;
    const since = (minuteOfWeek - start + 10_080) % 10_080;
    return since < length;
  });

/** Letters and digits that are not mistaken for one another when a code is typed. */
export const codeAlphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
export const typedCode = /^[2-9A-HJKMNP-TV-Z]{8}$/;
/** A code as people type it: small letters, blanks and hyphens do not matter. */
export const readTyped = (text: string): string | undefined => {
  const code = text.toUpperCase().replace(/[\s-]/g, '');
  return typedCode.test(code) ? code : undefined;
};
/** As it is printed and read out. */
export const grouped = (code: string): string => `${code.slice(0, 4)} ${code.slice(4)}`;

export const posterFormats = ['pdf', 'svg'] as const;
export const posterLanguages = ['vi', 'en', 'both'] as const;
/** So many on a sheet of A4: each half of an A4 has its shape. */
export const posterCopies = [1, 2, 4, 8] as const;

/** So many places in one file: a commune prints in a few turns, and nobody waits long behind it. */
export const mostPosters = 100;

type PosterWish = {
  format: (typeof posterFormats)[number];
  copies: (typeof posterCopies)[number];
  lang: (typeof posterLanguages)[number];
};
/** Where the sheets of some venues are had as one file. */
export const postersAt = ([first, ...also]: readonly string[], { format, copies, lang }: PosterWish): string =>
  `/api/v1/venues/${first}/poster?${new URLSearchParams([
    ['format', format],
    ['copies', String(copies)],
    ['lang', lang],
    ...(also.length > 0 ? [['also', also.join()]] : []),
  ])}`;

/** What lists call a kind, folded; codes are understood too. */
const words: Record<VenueKind, readonly string[]> = {
  office: ['van phong', 'co quan'],
  government: ['tru so', 'uy ban', 'uy ban nhan dan', 'ubnd', 'co quan nha nuoc'],
  bank: ['ngan hang'],
  post_office: ['buu dien', 'buu cuc'],
  hospital: ['benh vien'],
  ward: ['khoa phong', 'buong benh'],
  clinic: ['phong kham', 'tram y te'],
  pharmacy: ['nha thuoc', 'hieu thuoc', 'quay thuoc'],
  kindergarten: ['mam non', 'truong mam non', 'nha tre'],
  school: ['truong', 'truong hoc'],
  university: ['dai hoc', 'truong dai hoc'],
  company: ['cong ty', 'doanh nghiep'],
  factory: ['nha may', 'xuong', 'khu cong nghiep'],
  construction: ['cong truong', 'cong trinh', 'cong trinh xay dung'],
  supermarket: ['sieu thi'],
  market: ['cho'],
  mall: ['trung tam thuong mai'],
  shop: ['cua hang', 'tap hoa'],
  hotel: ['khach san'],
  guesthouse: ['nha nghi'],
  restaurant: ['nha hang', 'quan an', 'quan nhau'],
  street_food: ['quan via he', 'hang rong', 'quan com binh dan', 'an uong via he'],
  cafe: ['ca phe', 'quan ca phe'],
  bar: ['quan bar', 'vu truong'],
  karaoke: ['quan karaoke'],
  cinema: ['rap chieu phim'],
  game_room: ['quan game', 'quan net', 'phong game', 'tiem net', 'tro choi dien tu', 'internet'],
  gym: ['phong tap', 'phong gym'],
  pool: ['be boi', 'ho boi'],
  stadium: ['san van dong', 'san bong', 'nha thi dau', 'san the thao'],
  park: ['cong vien', 'vuon hoa', 'quang truong'],
  spa: ['spa', 'mat xa', 'massage', 'tham my vien', 'co so lam dep'],
  hairdresser: ['cat toc', 'lam toc'],
  worship: ['chua', 'nha tho', 'den', 'co so ton giao'],
  event: ['su kien', 'hoi nghi', 'hoi truong', 'trung tam hoi nghi', 'le hoi', 'nha van hoa'],
  wedding: ['dam cuoi', 'tiec cuoi', 'trung tam tiec cuoi', 'nha hang tiec cuoi'],
  funeral: ['dam tang', 'dam hieu', 'nha tang le'],
  library: ['thu vien'],
  museum: ['bao tang', 'di tich', 'khu di tich'],
  station: ['ben xe', 'nha ga'],
  bus: ['xe buyt'],
  coach: ['xe khach'],
  taxi: ['xe taxi'],
  train: ['tau hoa'],
  boat: ['tau thuy', 'do', 'pha', 'thuyen'],
  plane: ['may bay', 'chuyen bay'],
  elevator: ['thang may'],
  checkpoint: ['chot', 'chot kiem soat', 'chot kiem dich'],
  quarantine_site: ['khu cach ly', 'co so cach ly', 'diem cach ly'],
  other: ['khac', 'noi khac', 'dia diem khac'],
};
/** The kind a folded cell names; undefined when it names none. */
export const kindOfWord = (folded: string): VenueKind | undefined =>
  venueKinds.find((kind) => kind === folded.replaceAll(' ', '_')) ??
  venueKinds.find((kind) => words[kind].includes(folded));
