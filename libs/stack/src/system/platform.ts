import { SetupError } from '../setupError.js';

export const PLATFORMS = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'] as const;
export type Platform = (typeof PLATFORMS)[number];

/** The platform that this process runs on; throws a SetupError for one that the parts are not made for. */
export function currentPlatform(): Platform {
  const name = `${process.platform}-${process.arch}`;
  const platform = PLATFORMS.find((known) => known === name);
  if (!platform) {
    throw new SetupError(`This system (${name}) is not one that the parts can be fetched for.`, 'Use Linux or macOS on x64 or arm64; on Windows use WSL 2.');
  }
  return platform;
}
