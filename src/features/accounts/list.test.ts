import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import writeXlsxFile from 'write-excel-file/node';
import { type Answer, aServer, type Caller, places } from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';
import { readRoles } from './list-rows.ts';
import { roles } from './rules.ts';

const server = await aServer();
const manager = await server.officer(places.district, ['manager']);

const header = ['Họ tên', 'Tên đăng nhập', 'Đơn vị', 'Vai trò'];
const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
const csv = (rows: string[][], head = header): Buffer =>
  Buffer.from(`\uFEFF${[head, ...rows].map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`);
const xlsx = async (rows: string[][]): Promise<Buffer> => {
  const file = writeXlsxFile([header, ...rows].map((row) => row.map((value) => ({ value, type: String }))));
  return file.toBuffer();
};

const send = (by: Caller, mode: string, file: Buffer, over = ''): Promise<Answer> =>
  by.post(`/accounts/list?id=${newId()}&mode=${mode}${over}`, file);
const checked = async (rows: string[][], by = manager): Promise<Answer['body']> => {
  const { status, body } = await send(by, 'check', csv(rows));
  assert.ok(status < 300, JSON.stringify(body));
  return body;
};
const faults = async (rows: string[][], by = manager): Promise<[number, string, string][]> =>
  (await checked(rows, by)).rejected.map(({ row, field, code }: { row: number; field: string; code: string }) => [
    row,
    field,
    code,
  ]);
const countAccounts = async (): Promise<number> =>
  (await server.house.database.pools.owner`select count(*)::int as n from account`)[0]?.n;

const name = (): string =>
  `Nguyễn Thị ${newId()
    .slice(-6)
    .replace(/\d/g, (digit) => 'ghiklmnopq'[Number(digit)] ?? '')}`;

test('a list is checked before anything is made; applied, each officer has an account and a link of the unit meant', async () => {
  const rows = [
    ['Lê Thị Hoa', '', 'Phường Hàm Rồng', 'Cán bộ y tế'],
    ['Trần Văn Nam', `nam.${newId().slice(-6)}`, '14758', 'officer; manager'],
    ['Phạm Thu Hà', '', places.commune, 'Truy vết, Cán bộ y tế'],
    ['Vũ Minh', '', 'Trạm Y tế phường Đông Thọ', 'Cửa khẩu, chốt'],
    ['Đỗ Thị Lan', '', '', 'Lãnh đạo'],
  ];
  const before = await countAccounts();
  const verdict = await checked(rows);
  assert.deepEqual([verdict.rows, verdict.accepted, verdict.rejected, verdict.accounts], [5, 5, [], []]);
  assert.equal(await countAccounts(), before, 'a check makes nothing');

  const { status, body } = await send(manager, 'apply', csv(rows));
  assert.equal(status, 201);
  assert.equal(await countAccounts(), before + 5);
  type Made = { name: string; areaName: string; roles: string[]; login: string; link: string };
  assert.deepEqual(
    body.accounts.map((one: Made) => [one.name, one.areaName, one.roles.join(' ')]),
    [
      ['Lê Thị Hoa', 'Phường Hàm Rồng', 'officer'],
      ['Trần Văn Nam', 'Phường Đông Thọ', 'officer manager'],
      ['Phạm Thu Hà', 'Phường Hàm Rồng', 'tracer officer'],
      ['Vũ Minh', 'Phường Đông Thọ', 'gate'],
      ['Đỗ Thị Lan', 'Thành phố Thanh Hóa', 'leader'],
    ],
  );
  assert.equal(body.accounts[0].login, 'hoa.lt');
  for (const { link, name: whose } of body.accounts as Made[]) {
    const { body: found } = await server.anonymous.post('/invitations/check', { token: link.split('#')[1] });
    assert.equal(found.name, whose);
  }
});

test('what Excel saves as Unicode text is read as it is meant', async () => {
  const rows = [['Đặng Thị Ngọc', '', 'Phường Hàm Rồng', 'Cán bộ y tế']];
  const unicode = Buffer.from(`\uFEFF${[header, ...rows].map((row) => row.join('\t')).join('\r\n')}`, 'utf16le');
  const { body } = await send(manager, 'check', unicode);
  assert.deepEqual([body.accepted, body.rejected], [1, []]);
});

test('an Excel file does as well as CSV', async () => {
  const rows = [
    [name(), '', 'Hàm Rồng', 'Cán bộ y tế'],
    [name(), '', '', 'manager'],
  ];
  const { status, body } = await send(manager, 'apply', await xlsx(rows));
  assert.deepEqual([status, body.accepted, body.rejected], [201, 2, []]);
});

test('the same list and id gives the first answer and the same links; the same list under a new id doubles nobody', async () => {
  const file = csv([
    [name(), '', '', 'officer'],
    [name(), '', 'Phường Hàm Rồng', 'officer'],
  ]);
  const url = `/accounts/list?id=${newId()}&mode=apply`;
  const [first, again] = [await manager.post(url, file), await manager.post(url, file)];
  assert.deepEqual([first.status, again.status, again.body], [201, 200, first.body]);
  const other = await manager.post(url, csv([[name(), '', '', 'officer']]));
  assert.deepEqual([other.status, other.body.code], [409, 'record.conflict']);
  const { body } = await send(manager, 'apply', file);
  assert.deepEqual(
    [body.accepted, body.rejected.map(({ code }: { code: string }) => code)],
    [0, ['name.known', 'name.known']],
  );
});

test('every wrong cell of a row is named, and the right rows are made all the same', async () => {
  const rows = [
    ['', 'x', 'Phường Không Có', 'vua'],
    [name(), '', 'Phường Hàm Rồng', ''],
    [name(), '', 'Phường Hàm Rồng', 'Quản trị kỹ thuật'],
    [name(), '', 'Phường Tào Xuyên', 'officer'],
    ['', '', '', ''],
    [name(), '', places.elsewhere, 'officer'],
    [name(), '', places.province, 'officer'],
  ];
  assert.deepEqual(await faults(rows), [
    [2, 'name', 'text.empty'],
    [2, 'login', 'login.format'],
    [2, 'unit', 'unit.unknown'],
    [2, 'roles', 'roles.unknown'],
    [3, 'roles', 'roles.empty'],
    [4, 'roles', 'account.role_above'],
    [7, 'unit', 'unit.unknown'],
    [8, 'unit', 'unit.unknown'],
  ]);
  const { body } = await send(manager, 'apply', csv(rows));
  assert.deepEqual([body.rows, body.accepted, body.accounts.length], [6, 1, 1]);
});

test('logins twice in the file, in use anywhere in the country, or of names alike', async () => {
  const taken = `co-roi.${newId().slice(-6)}`;
  const hanoi = await server.officer('01', ['manager']);
  const far = { id: newId(), area: '01', login: taken, name: 'Ở xa', roles: ['officer'] };
  assert.equal((await hanoi.post('/accounts', far)).status, 201);
  const mine = `moi.${newId().slice(-6)}`;
  const twin = name();
  assert.deepEqual(
    await faults([
      [name(), taken, '', 'officer'],
      [name(), mine, '', 'officer'],
      [name(), mine.toUpperCase(), '', 'officer'],
      [twin, '', '', 'officer'],
      [twin.toUpperCase(), '', '', 'officer'],
      [twin, `khac.${newId().slice(-6)}`, '', 'officer'],
    ]),
    [
      [2, 'login', 'login.taken'],
      [4, 'login', 'login.twice'],
      [6, 'name', 'name.twice'],
    ],
  );
  const alike = ['Lương Văn Ba', 'Lê Vân Ba', 'Lã Viết Ba'].map((one) => [one, '', 'Phường Hàm Rồng', 'officer']);
  const { body } = await send(manager, 'apply', csv(alike));
  assert.deepEqual(
    body.accounts.map(({ login }: { login: string }) => login),
    ['ba.lv', 'ba.lv.14755', 'ba.lv.14755.2'],
  );
});

test('lists of several managers at the same moment give each officer a login of the own', async () => {
  const areas = ['38.380.14761', '38.380.14764', '38.380.14767', '38.380.14770'];
  const managers = await Promise.all(areas.map((area) => server.officer(area, ['manager'])));
  const alike = ['Tạ Đình Phú', 'Tô Đăng Phú', 'Thái Đức Phú'].map((one) => [one, '', '', 'officer']);
  const answers = await Promise.all(managers.map((by) => send(by, 'apply', csv(alike))));
  assert.deepEqual(
    answers.map(({ status, body }) => [status, body.accepted]),
    areas.map(() => [201, 3]),
  );
  const logins = answers.flatMap(({ body }) => body.accounts.map(({ login }: { login: string }) => login));
  assert.equal(new Set(logins).size, 12);
});

test('a cell that a spreadsheet would run is no name, no unit and no role', async () => {
  const evil = ['=HYPERLINK("http://x","y")', '+84 912', '-2+3', '@SUM(A1)', '\t=1', '＝1+1', "=cmd|' /C calc'!A0"];
  const found = await faults(evil.map((cell) => [cell, '', '', 'officer']));
  // A tab before it is trimmed away; what is left begins with an equals sign all the same.
  assert.deepEqual(
    found,
    evil.map((_, i) => [i + 2, 'name', 'name.format']),
  );
  assert.deepEqual(await faults([[name(), '=1', '=1+1', '=1']]), [
    [2, 'login', 'login.format'],
    [2, 'unit', 'unit.unknown'],
    [2, 'roles', 'roles.unknown'],
  ]);
});

test('a file too long, of another encoding, without the columns, or no table at all is refused with its code', async () => {
  const code = async (file: Buffer) => {
    const { status, body } = await send(manager, 'apply', file);
    return [status, body.code];
  };
  const many = Buffer.from(`name,roles\r\n${'A,officer\r\n'.repeat(100_000)}`);
  assert.ok([413, 422].includes((await code(many))[0]), 'too many rows');
  assert.equal((await code(Buffer.from(`name,roles\n${'A,officer\n'.repeat(501)}`)))[1], 'sheet.too_large');
  assert.deepEqual(await code(csv([['Lê Hoa', '', '', '']], ['Họ tên', 'b', 'c', 'd'])), [422, 'sheet.column_missing']);
  for (const file of [
    Buffer.from('PK\u0003\u0004 no workbook'),
    Buffer.alloc(0),
    Buffer.from([0xff, 0xfe, 0xfd, 0, 1]),
  ]) {
    const [status, found] = await code(file);
    assert.ok(status >= 400 && status < 500 && typeof found === 'string', `${status} ${found}`);
  }
  const before = await countAccounts();
  const latin = Buffer.concat([
    Buffer.from('name,roles\r\n'),
    Buffer.from([0x4c, 0xea, 0x20, 0x48, 0x6f, 0xe0]),
    Buffer.from(',officer\r\n'),
  ]);
  const { status } = await send(manager, 'check', latin);
  assert.ok(status < 500);
  assert.equal(await countAccounts(), before);
});

test('only who manages uploads, for units managed, in a mode there is', async () => {
  const file = csv([[name(), '', '', 'officer']]);
  assert.equal((await send(await server.officer(places.district), 'check', file)).status, 403);
  assert.equal((await send(manager, 'check', file, `&area=${places.elsewhere}`)).status, 404);
  assert.equal((await send(manager, 'check', file, `&area=${places.province}`)).status, 404);
  assert.equal((await send(manager, 'peek', file)).status, 400);
  assert.equal((await manager.post('/accounts/list?mode=check', file)).status, 400);
  const { body } = await send(manager, 'apply', file, `&area=${places.commune}`);
  assert.equal(body.accounts[0].area, places.commune);
  const administrator = await server.officer('', ['administrator']);
  const below = await send(administrator, 'apply', csv([[name(), '', places.commune, 'administrator']]));
  assert.equal(below.body.accounts[0].areaName, 'Phường Hàm Rồng');
});

test('every word that the console uses for a role is understood in a list', async () => {
  for (const language of ['vi', 'en']) {
    const texts = JSON.parse(await readFile(new URL(`../../i18n/console.${language}.json`, import.meta.url), 'utf8'));
    for (const role of roles) assert.deepEqual(readRoles(texts.accounts.role[role]), [role], `${language} ${role}`);
  }
});

test('a right is not the name of a role', () => {
  for (const name of ['code.read', 'code.receive']) assert.equal(readRoles(name), undefined, name);
});
