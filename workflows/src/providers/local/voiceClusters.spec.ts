import { expect, test } from '@jest/globals';
import { nearestVoice, tellVoices } from './voiceClusters.js';
import type { Embedding } from './voiceClusters.js';

/** Embeddings around directions of their own, as noisy as asked; always the same. */
function voices(counts: number[], noise: number): Embedding[] {
  let state = 1;
  const random = (): number => (state = (state * 48271) % 2147483647) / 2147483647 - 0.5;
  return counts.flatMap((count, speaker) =>
    Array.from({ length: count }, () => {
      const raw = Float32Array.from({ length: 32 }, (_, i) => (i === speaker ? 1 : 0) + 0.3 + noise * random());
      const length = Math.hypot(...raw);
      return raw.map((value) => value / length);
    }),
  );
}

test('one voice is one speaker', () => {
  expect(tellVoices(voices([60], 0.3))).toEqual({ kind: 'one' });
});

test.each([2, 3, 4])('%i clear voices are told apart, each embedding by its own', (count) => {
  const embeddings = voices(new Array<number>(count).fill(40), 0.1).map((embedding) => sharpen(embedding));
  const found = tellVoices(embeddings);
  if (found.kind !== 'told apart') throw new Error(found.kind);
  const labels = embeddings.map((embedding) => nearestVoice(embedding, found.centroids));
  expect(found.centroids).toHaveLength(count);
  for (let i = 0; i < labels.length; i++) expect(labels[i]).toBe(labels[Math.floor(i / 40) * 40]);
});

test('a handful of noises beside one voice are no second speaker', () => {
  expect(tellVoices([...voices([60], 0.3).map(sharpen), ...voices([0, 4], 0.1).map(sharpen)]).kind).not.toBe('told apart');
});

/** Removes what all voices share. */
function sharpen(embedding: Embedding): Embedding {
  const shifted = embedding.map((value) => Math.max(0, value - 0.15));
  const length = Math.hypot(...shifted);
  return shifted.map((value) => value / length);
}
