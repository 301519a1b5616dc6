import path from 'node:path';
import { MediaTools, openFontBook } from '@reels/media';
import { ObjectStore } from '@reels/platform';
import type { Logger, Settings } from '@reels/platform';
import { openDatabase } from '@reels/records';
import type { Deps } from '../activities/deps.js';
import { LocalCopies } from '../activities/localCopies.js';
import type { Speech } from './registry.js';
import { ownScratch } from './scratch.js';
import { createSpeech } from './speech.js';

const HOUR_MS = 3_600_000;
const GB = 1e9;

/** Opens everything that the activities work with, and says how to close it. */
export async function createDeps(settings: Settings<'worker'>, logger: Logger): Promise<{ deps: Deps; speech: Speech | null; close: () => Promise<void> }> {
  const db = await openDatabase(settings.DATABASE_URL, { applicationName: 'reels-worker' });
  const store = ObjectStore.fromSettings(settings);
  await store.ensureBucket();
  const deps: Deps = {
    db,
    store,
    logger,
    media: new MediaTools({ ffmpegPath: settings.FFMPEG_PATH, ffprobePath: settings.FFPROBE_PATH, logger }),
    copies: new LocalCopies(store, path.join(settings.WORK_DIR, 'copies')),
    fonts: await openFontBook(),
    limits: {
      maxEpisodeMs: settings.MAX_EPISODE_HOURS * HOUR_MS,
      maxUploadBytes: settings.MAX_UPLOAD_GB * GB,
      allowedPrivateHosts: settings.ALLOWED_PRIVATE_HOSTS,
      workDir: await ownScratch(path.join(settings.WORK_DIR, 'scratch')),
      renderThreads: 1,
    },
  };
  const speech = settings.WORKER_QUEUES.includes('transcribe') ? await createSpeech(settings) : null;
  return { deps, speech, close: () => db.destroy() };
}
