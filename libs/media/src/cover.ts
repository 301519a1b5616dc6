import { inputArgs, localSource } from './input.js';
import type { Probe } from './probe.js';
import { MediaToolError } from './runner.js';
import type { MediaTools } from './runner.js';

const MAX_SIDE = 1_500;
/** A cover that takes longer to decode than this is not worth waiting for. */
const TIMEOUT_MS = 30_000;

/**
 * Takes the cover art out of a file as a JPEG of at most 1500 pixels a side, decoded and encoded afresh, so that nothing but pixels is kept.
 * Returns the file's path, or null when there is no cover or it cannot be read: an episode does without.
 */
export async function extractCover(
  tools: MediaTools,
  file: string,
  probe: Probe,
  jpegFile: string,
  signal?: AbortSignal,
): Promise<string | null> {
  if (probe.coverIndex === null) return null;
  const fit = `scale=w='min(${MAX_SIDE},iw)':h='min(${MAX_SIDE},ih)':force_original_aspect_ratio=decrease:force_divisible_by=2:flags=lanczos:out_range=full`;
  try {
    await tools.run(
      {
        inputs: [{ source: localSource(file), args: [...inputArgs(probe.container), '-an'] }],
        filterComplex: `[0:${probe.coverIndex}]${fit},format=yuvj420p`,
        outputs: [
          {
            to: 'file',
            file: jpegFile,
            args: ['-frames:v', '1', '-map_metadata', '-1', '-map_chapters', '-1', '-c:v', 'mjpeg', '-q:v', '3', '-f', 'mjpeg'],
          },
        ],
      },
      { timeoutMs: TIMEOUT_MS, ...(signal && { signal }) },
    );
    return jpegFile;
  } catch (error) {
    if (error instanceof MediaToolError) return null;
    throw error;
  }
}
