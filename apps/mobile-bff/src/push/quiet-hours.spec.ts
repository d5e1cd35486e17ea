import { quietUntil } from './quiet-hours.ts';

const berlin = { from: '22:00', to: '07:00', timeZone: 'Europe/Berlin' };
const until = (now: string, hours = berlin): string | undefined => quietUntil(hours, new Date(now))?.toISOString();

describe('quiet hours', () => {
  it.each([
    ['before them', '2026-05-04T19:59:59.999Z', undefined],
    ['at their beginning', '2026-05-04T20:00:00.000Z', '2026-05-05T05:00:00.000Z'],
    ['before midnight', '2026-05-04T21:30:00.000Z', '2026-05-05T05:00:00.000Z'],
    ['after midnight', '2026-05-05T00:30:10.500Z', '2026-05-05T05:00:00.000Z'],
    ['in their last second', '2026-05-05T04:59:59.999Z', '2026-05-05T05:00:00.000Z'],
    ['at their end', '2026-05-05T05:00:00.000Z', undefined],
    ['at noon', '2026-05-05T10:00:00.000Z', undefined],
  ])('past midnight: %s', (_, now, end) => {
    expect(until(now)).toBe(end);
  });

  it('within a day, in a zone of half hours', () => {
    const siesta = { from: '13:00', to: '15:30', timeZone: 'Asia/Kolkata' };
    expect(until('2026-05-04T07:29:00.000Z', siesta)).toBeUndefined();
    expect(until('2026-05-04T07:30:00.000Z', siesta)).toBe('2026-05-04T10:00:00.000Z');
    expect(until('2026-05-04T10:00:00.000Z', siesta)).toBeUndefined();
  });

  it('end by the new time where clocks are changed in them', () => {
    // Forward on 29 March 2026, back on 25 October, both at 01:00Z.
    expect(until('2026-03-28T23:00:00.000Z')).toBe('2026-03-29T05:00:00.000Z');
    expect(until('2026-10-24T23:00:00.000Z')).toBe('2026-10-25T06:00:00.000Z');
  });

  it('end although the change leaves their end out', () => {
    const short = { ...berlin, to: '02:30' };
    expect(until('2026-03-29T00:30:00.000Z', short)).toBe('2026-03-29T01:30:00.000Z');
    expect(until('2026-03-29T01:30:00.000Z', short)).toBeUndefined();
  });

  it('are of UTC where the zone is unknown', () => {
    expect(until('2026-05-04T22:00:00.000Z', { ...berlin, timeZone: 'Mars/Olympus' })).toBe('2026-05-05T07:00:00.000Z');
  });

  it('always end later, within a day, and outside of themselves', () => {
    const zones = ['Europe/Berlin', 'America/St_Johns', 'Pacific/Chatham', 'Australia/Lord_Howe', 'UTC'];
    for (const timeZone of zones)
      for (let hour = 0; hour < 24 * 400; hour += 1) {
        const now = new Date(Date.parse('2026-01-01T00:17:00.000Z') + hour * 3_600_000);
        const end = quietUntil({ ...berlin, timeZone }, now);
        if (!end) continue;
        const ms = end.getTime() - now.getTime();
        expect([timeZone, now, ms > 0 && ms <= 26 * 3_600_000]).toEqual([timeZone, now, true]);
        expect([timeZone, now, quietUntil({ ...berlin, timeZone }, end)]).toEqual([timeZone, now, undefined]);
      }
  });
});
