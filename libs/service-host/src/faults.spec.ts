import { FaultControl } from './faults.ts';
import { noFaults, readFaults, type Faults } from './index.ts';

describe('the faults that are asked for', () => {
  it.each([
    {},
    { latencyMs: 800, jitterMs: 200, errorRate: 0.3, status: 503, hangUp: false, corrupt: false, down: false },
    { status: 400 },
    { status: 599 },
    { errorRate: 1, oversizeBytes: 50_000_000 },
  ])('may be %j', (body) => expect(readFaults(body)).toEqual(body));

  it.each([
    [{ latencyMs: -1 }, '#/body/latencyMs', 'must be a whole number from 0 to 600000'],
    [{ latencyMs: 1.5 }, '#/body/latencyMs', 'must be a whole number from 0 to 600000'],
    [{ latencyMs: '800' }, '#/body/latencyMs', 'must be a whole number from 0 to 600000'],
    [{ jitterMs: 600_001 }, '#/body/jitterMs', 'must be a whole number from 0 to 600000'],
    [{ errorRate: 1.1 }, '#/body/errorRate', 'must be a number from 0 to 1'],
    [{ errorRate: null }, '#/body/errorRate', 'must be a number from 0 to 1'],
    [{ status: 200 }, '#/body/status', 'must be a whole number from 400 to 599'],
    [{ status: 302 }, '#/body/status', 'must be a whole number from 400 to 599'],
    [{ down: 'yes' }, '#/body/down', 'must be true or false'],
    [{ hangUp: 1 }, '#/body/hangUp', 'must be true or false'],
    [{ explode: true }, '#/body/explode', expect.stringMatching(/^is not a fault; use latencyMs, /)],
    [{ toString: 1 }, '#/body/toString', expect.stringMatching(/^is not a fault; /)],
    [JSON.parse('{"__proto__": {}}'), '#/body/__proto__', expect.stringMatching(/^is not a fault; /)],
  ])('may not be %j', (body, pointer, detail) => {
    expect(() => readFaults(body)).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', errors: [{ pointer, detail }] }),
    );
  });

  it.each([undefined, null, 'down', 1, [{ down: true }]])('may not be %j at all', (body) => {
    expect(() => readFaults(body)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
  });

  it('are all complained about at once', () => {
    expect(() => readFaults({ status: 1, down: 2, latencyMs: 3 })).toThrow(
      expect.objectContaining({
        errors: [
          expect.objectContaining({ pointer: '#/body/status' }),
          expect.objectContaining({ pointer: '#/body/down' }),
        ],
      }),
    );
  });
});

describe('FaultControl', () => {
  it('replaces what was set before, and tells whoever must act on it', () => {
    const told: Faults[] = [];
    const control = new FaultControl((faults) => told.push(faults));
    control.set({ latencyMs: 100 });
    control.set({ down: true });
    expect(control.current).toEqual({ ...noFaults, down: true });
    control.clear();
    expect(control.current).toEqual(noFaults);
    expect(told.map(({ down }) => down)).toEqual([false, true, false]);
  });

  it('takes a status alone for every call, and a rate alone for 503', () => {
    const control = new FaultControl();
    control.set({ status: 500 });
    expect(control.current).toMatchObject({ status: 500, errorRate: 1 });
    control.set({ status: 500, errorRate: 0.5 });
    expect(control.current).toMatchObject({ status: 500, errorRate: 0.5 });
    control.set({ errorRate: 0.1 });
    expect(control.current).toMatchObject({ status: 503, errorRate: 0.1 });
  });
});
