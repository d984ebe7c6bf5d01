import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aServer } from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';

const server = await aServer();

test('whoever passes a caller on sees who is on duty at the station and above it', async () => {
  const officer = await server.officer('38.380.14755');
  const [from, to] = [-1, 8].map((hours) => new Date(server.clock.now().getTime() + hours * 3_600_000).toISOString());
  await officer.post('/duty', { id: newId(), area: '38.380.14755', name: 'Chị Hoa', phone: '0912345678', from, to });
  const province = await server.officer('38');
  await province.post('/stations', { id: newId(), area: '38', phone: '02373852111' });
  const { body } = await officer.get('/stations/on-duty?area=38.380.14755');
  assert.deepEqual(
    body.map(({ name, phone, duty }: { name: string; phone: string | null; duty: { name: string } | null }) => [
      name,
      phone,
      duty?.name ?? null,
    ]),
    [
      ['Trạm Y tế phường Hàm Rồng', null, 'Chị Hoa'],
      ['Trung tâm Y tế thành phố Thanh Hóa', null, null],
      ['Trung tâm Kiểm soát bệnh tật tỉnh Thanh Hóa', '+842373852111', null],
      ['Bộ Y tế', null, null],
    ],
  );
  assert.equal((await officer.get('/stations/on-duty?area=38.381.14809')).status, 404);
});
