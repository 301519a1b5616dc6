import { chromium } from './chromium.js';
import { ffmpeg, ffprobe } from './ffmpeg.js';
import { minio } from './minio.js';
import { speechModel, vadModel } from './models.js';
import type { PartName } from './part.js';
import { postgres } from './postgres.js';
import type { Recipe } from './recipe.js';
import { speakerModel } from './speakerModel.js';
import { temporal } from './temporal.js';
import { temporalTestServer } from './temporalTestServer.js';
import { whisperCli } from './whisperCli.js';

/** `postgresMajor`: the major version that existing records need. */
export function recipes(postgresMajor?: number): Record<PartName, Recipe> {
  return {
    ffmpeg,
    ffprobe,
    postgres: postgres(postgresMajor),
    temporal,
    minio,
    'whisper-cli': whisperCli,
    'speech-model': speechModel,
    'vad-model': vadModel,
    'speaker-model': speakerModel,
    'temporal-test-server': temporalTestServer,
    chromium,
  };
}
