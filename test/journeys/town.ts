import assert from 'node:assert/strict';
import { newId } from '../../src/core/client.ts';
import { aDeclaration, aPerson, type Caller, places, type TestServer } from '../support/server.ts';

// A commune in the middle of an outbreak, told through HTTP: people of every level, items in every state, a fortnight
// of figures. Times are counted back from now.

const minute = 60_000;
const day = 24 * 60 * minute;
export const dutyPhone = '0904 111 222';
const hamlets = ['Phố Thành Công', 'Phố Đội Cung', 'Phố Hàm Long', 'Phố Tiền Phong'] as const;

type Resident = {
  name: string;
  age: number;
  sex: 'male' | 'female';
  /** Minutes before now at which the declaration came. */
  ago: number;
  answers: Record<string, unknown>;
  /** What the station did with it. */
  done?: (officer: Caller, declaration: string) => Promise<unknown>;
};

const act = (name: string, body: Record<string, unknown>) => async (officer: Caller, declaration: string) => {
  const { status, body: answer } = await officer.post(`/declarations/${declaration}/${name}`, { id: newId(), ...body });
  assert.ok(status < 300, `${name}: ${JSON.stringify(answer)}`);
};
const inTurn =
  (...acts: ReturnType<typeof act>[]) =>
  async (officer: Caller, declaration: string) => {
    for (const one of acts) await one(officer, declaration);
  };
const take = act('take', {});
const called = (outcome: string) => act('attempts', { channel: 'call', outcome });
const verified = (result: string) => act('verification', { result });

const residents: Resident[] = [
  {
    name: 'Lê Văn Thành',
    age: 79,
    sex: 'male',
    ago: 26 * 60,
    answers: { symptoms: ['fever', 'fatigue'], temperature: 38.1, conditions: ['hypertension'] },
    done: inTurn(take, called('no_answer')),
  },
  {
    name: 'Phạm Thị Nhung',
    age: 41,
    sex: 'female',
    ago: 22 * 60,
    answers: { symptoms: ['cough', 'sore_throat'], exposures: ['contact_case'] },
    done: inTurn(
      take,
      called('reached'),
      verified('confirmed'),
      act('medical-check', { temperature: 37.6, conclusion: 'sample', findings: 'Họng đỏ, không khó thở' }),
    ),
  },
  {
    name: 'Hoàng Văn Sơn',
    age: 69,
    sex: 'male',
    ago: 95,
    answers: { symptoms: ['fever', 'breathless'], temperature: 38.6, conditions: ['lung'] },
    done: inTurn(take, called('no_answer')),
  },
  {
    name: 'Nguyễn Gia An',
    age: 3,
    sex: 'male',
    ago: 80,
    answers: { symptoms: ['fever'], temperature: 38.4 },
  },
  { name: 'Trịnh Thị Lan', age: 52, sex: 'female', ago: 40, answers: { symptoms: ['breathless', 'cough'] } },
  {
    name: 'Đỗ Minh Quân',
    age: 27,
    sex: 'male',
    ago: 35,
    answers: { symptoms: ['sore_throat'], exposures: ['contact_case', 'contact_symptomatic'] },
    done: inTurn(take, called('reached'), verified('confirmed')),
  },
  { name: 'Vũ Thị Hạnh', age: 30, sex: 'female', ago: 30, answers: { symptoms: ['cough'] } },
  {
    name: 'Bùi Quốc Khánh',
    age: 45,
    sex: 'male',
    ago: 25,
    answers: { exposures: ['contact_epidemic_area'] },
    done: act('transfer', { area: places.neighbour, reason: 'Đang trọ ở phố Đội Cung, phường Đông Thọ' }),
  },
  {
    name: 'Nguyễn Thị Thu Hằng',
    age: 38,
    sex: 'female',
    ago: 12,
    answers: { symptoms: ['fever', 'breathless'], exposures: ['contact_symptomatic'], temperature: 38.2 },
  },
  { name: 'Mai Xuân Trường', age: 19, sex: 'male', ago: 8, answers: { symptoms: ['fatigue', 'sore_throat'] } },
  { name: 'Lương Thị Tuyết', age: 63, sex: 'female', ago: 5, answers: {} },
];

const nobodyIll = { symptoms: [], exposures: [], places: [], conditions: [] };
const year = new Date().getFullYear();

/** How many declared on each day of the last two weeks, the oldest first; every fourth has symptoms, every ninth is grave. */
const daily = [4, 6, 5, 9, 8, 12, 15, 11, 17, 21, 18, 24, 22];
const gravity = (n: number) =>
  n % 9 === 8 ? { symptoms: ['fever', 'breathless'] } : n % 4 === 3 ? { symptoms: ['cough'], temperature: 37.2 } : {};
const nameOf = (n: number): string =>
  [
    ['Lê', 'Nguyễn', 'Trịnh', 'Phạm', 'Hoàng'],
    ['Thị', 'Văn', 'Ngọc'],
    ['Hà', 'Bình', 'Cúc', 'Dũng', 'Giang', 'Hùng', 'Liên'],
  ]
    .map((words) => words[n % words.length])
    .join(' ');
const around = [places.neighbour, places.elsewhere, '38.380.14755', '38.380.14761', '38.380.14764'];

const fortnight = async (house: TestServer, now: number): Promise<void> => {
  const province = await house.officer(places.province);
  for (const [back, count] of daily.entries()) {
    house.clock.set(new Date(now - (daily.length - back) * day));
    const items = Array.from({ length: count }, (_, n) => {
      const area = around[n % around.length] as string;
      const person = aPerson({ fullName: nameOf(back * 7 + n), birthYear: year - 20 - n, area });
      return aDeclaration({ person, area, answers: { ...nobodyIll, ...gravity(n) } });
    });
    const { body } = await province.post('/declarations/batch', { items });
    for (const { id, status } of body.results) {
      assert.equal(status, 201);
      if (id !== null && items.find((item) => item.id === id)?.answers.symptoms.length === 2)
        await inTurn(
          take,
          called('reached'),
          verified('confirmed'),
          act('closure', { reason: 'Đã nhập viện' }),
        )(province, id);
    }
  }
};

/** A family that declared yesterday, well all of them: today it owes one tap each. */
export const settleFamily = async (house: TestServer, phone: string): Promise<void> => {
  const now = house.clock.now().getTime();
  house.clock.set(new Date(now - day));
  const citizen = await house.citizen(phone);
  const family = [
    aPerson({ fullName: 'Trần Thị Bích Hằng', birthYear: year - 38, relation: 'self' }),
    aPerson({ fullName: 'Trần Văn Bảo', birthYear: year - 74, sex: 'male', relation: 'family' }),
    aPerson({ fullName: 'Lê Minh Châu', birthYear: year - 7, relation: 'family' }),
  ];
  for (const person of family) {
    const { status, body } = await citizen.post('/declarations', aDeclaration({ person, answers: nobodyIll }));
    assert.equal(status, 201, JSON.stringify(body));
  }
  house.clock.set(new Date(now));
};

/** The station as people call it. */
export const openStation = async (house: TestServer): Promise<Caller> => {
  const officer = await house.officer(places.commune, ['officer'], 'Đặng Thu Yến');
  const area = places.commune;
  for (const name of hamlets) await officer.post('/hamlets', { id: newId(), area, name, leader: 'Ngô Văn Tám' });
  await officer.post('/stations', { id: newId(), area, phone: '0237 3852 111', address: '2 Bà Triệu' });
  const now = house.clock.now().getTime();
  const hours = { from: new Date(now - day).toISOString(), to: new Date(now + day).toISOString() };
  const { status } = await officer.post('/duty', { id: newId(), area, name: 'Lê Thị Hoa', phone: dutyPhone, ...hours });
  assert.equal(status, 201);
  return officer;
};

/** Fills the house. Answers the declaration that waits on top. */
export const fillTown = async (house: TestServer): Promise<{ urgent: string; person: string }> => {
  const now = house.clock.now().getTime();
  await fortnight(house, now);
  house.clock.set(new Date(now));
  const officer = await openStation(house);
  const province = await house.officer(places.province, ['manager']);
  const outbreak = { area: '01', from: new Date(now - 20 * day).toISOString().slice(0, 10), source: 'CDC Thanh Hóa' };
  await province.post('/epidemic-areas', { id: newId(), ...outbreak });
  const open = { urgent: '', person: '' };
  for (const [n, { name, age, sex, ago, answers, done }] of residents.entries()) {
    house.clock.set(new Date(now - ago * minute));
    const hamlet = hamlets[n % hamlets.length];
    const phone = `0912 345 6${String(70 + n)}`;
    const person = aPerson({
      fullName: name,
      birthYear: year - age,
      sex,
      phone,
      hamlet,
      address: `${n * 7 + 3} Bà Triệu`,
    });
    const declared = aDeclaration({ person, hamlet, answers: { ...nobodyIll, ...answers } });
    const { status, body } = await officer.post('/declarations', declared);
    assert.equal(status, 201, JSON.stringify(body));
    await done?.(officer, declared.id);
    if (name === 'Nguyễn Thị Thu Hằng') Object.assign(open, { urgent: declared.id, person: person.id });
    if (name === 'Phạm Thị Nhung') {
      const sampledAt = house.clock.now().toISOString();
      await officer.post(`/people/${person.id}/tests`, { id: newId(), sampledAt, method: 'pcr', lab: 'CDC Thanh Hóa' });
    }
  }
  const neighbour = await house.officer(places.neighbour);
  const guest = aPerson({ fullName: 'Trần Đức Long', birthYear: year - 33, area: places.neighbour, sex: 'male' });
  const answers = { ...nobodyIll, exposures: ['contact_case'] };
  const coming = aDeclaration({ person: guest, area: places.neighbour, answers });
  await neighbour.post('/declarations', coming);
  await act('transfer', { area: places.commune, reason: 'Đang ở nhà bố mẹ, phố Hàm Long' })(neighbour, coming.id);
  house.clock.set(new Date(now));
  await house.job('verification.notices');
  const { status } = await province.post('/figures/approval', { id: newId(), area: places.province });
  assert.equal(status, 201);
  return open;
};
