import { messagingSuite } from '../../test/messaging-suite.ts';
import { startSpecLog } from '../fake/spec-log.ts';

messagingSuite('the embedded log', async () => {
  const log = await startSpecLog();
  return {
    open: log.connect,
    cut: () => Promise.resolve(log.cut()),
    kill: log.kill,
    start: log.start,
    close: log.stop,
  };
});
