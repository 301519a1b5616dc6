import { UserError } from '@reels/contracts';
import { expect, test } from '@jest/globals';
import { createLogger } from './logging.js';

function linesOf(write: (logger: ReturnType<typeof createLogger>) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  write(createLogger({ service: 'worker', level: 'info', destination: { write: (line) => void lines.push(line) } }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

test('a line is one JSON object with its service, level, time and context', () => {
  const lines = linesOf((logger) => {
    logger.debug('not written');
    logger.child({ projectId: 'p1', activityId: '7' }).info({ percent: 40 }, 'Transcribing');
  });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatchObject({
    service: 'worker',
    level: 'info',
    projectId: 'p1',
    activityId: '7',
    percent: 40,
    msg: 'Transcribing',
  });
  expect(Date.parse(String(lines[0]?.time))).not.toBeNaN();
});

test('secrets are hidden, errors keep their code', () => {
  const [hidden, failed] = linesOf((logger) => {
    logger.info(
      { apiKey: 'k-123', request: { headers: { authorization: 'Bearer k-123' } }, store: { secretKey: 's-456' } },
      'Asked',
    );
    logger.error({ err: new UserError('DISK_FULL') }, 'Failed');
  });
  expect(JSON.stringify(hidden)).not.toMatch(/k-123|s-456/);
  expect(failed).toMatchObject({ err: { code: 'DISK_FULL' } });
});
