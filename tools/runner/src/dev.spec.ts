import { cleanUp, fixture, newFolder, start } from './fixtures/harness.ts';

afterEach(cleanUp);

const dev = (...args: string[]) =>
  start(process.execPath, [fixture('../dev.ts'), ...args], { ...process.env, FRONTAGE_DATA_DIR: newFolder() });

describe('npm run dev', () => {
  it.each([[], ['nobody']])('shows what can be run when asked for %j', async (...args: string[]) => {
    const run = dev(...args);
    expect(await run.ended).toBe(2);
    expect(run.stderr()).toMatch(/^Usage: npm run dev -- <.*web-bff \| mobile-bff \| partner-bff>\n$/);
  });

  it('asks for a running house in one line', async () => {
    const run = dev('web-bff');
    expect(await run.ended).toBe(1);
    expect(run.stderr()).toBe('Nothing is running to develop against: `npm start` first, in another terminal.\n');
  });
});
