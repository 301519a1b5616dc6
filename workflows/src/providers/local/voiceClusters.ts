/** Groups voices: pure functions on speaker embeddings, which are unit vectors, so that a dot product is a cosine. */

export type Embedding = Float32Array;

export type Voices =
  /** `centroids`: one for each speaker. */
  | { kind: 'told apart'; centroids: Embedding[] }
  | { kind: 'one' }
  | { kind: 'unsure' };

/** Enough to see the groups; the silhouette's time grows with the square. */
const SAMPLE = 800;
const MOST_SPEAKERS = 6;
/**
 * Limits for GE2E, set on recordings with known speakers. Two people gave silhouettes of 0.41 to 0.62 and centres less
 * alike than 0.75; one person alone 0.09 to 0.21 and above 0.92. In between (a few seconds of one voice, a telephone
 * line) nothing is claimed.
 */
const APART = { silhouette: 0.38, alike: 0.77 };
const SAME = { silhouette: 0.22, alike: 0.91 };
/** A group smaller than this share, or than so many embeddings, is a noise, a jingle or a laugh. */
const SMALLEST = { share: 0.02, count: 8 };

/** How many people speak, and what their voices are like; "unsure" where that cannot be told honestly. */
export function tellVoices(embeddings: readonly Embedding[]): Voices {
  const sample = embeddings.length <= SAMPLE ? embeddings : Array.from({ length: SAMPLE }, (_, i) => embeddings[Math.floor((i * embeddings.length) / SAMPLE)]!);
  const distances = sample.map((a) => Float32Array.from(sample, (b) => 1 - dot(a, b)));
  const two = kMeans(sample, 2);
  const apart = silhouette(distances, two.labels, 2);
  const alike = dot(two.centroids[0]!, two.centroids[1]!);
  if (apart <= SAME.silhouette && alike >= SAME.alike) return { kind: 'one' };

  let best: { score: number; centroids: Embedding[] } | undefined;
  for (let k = 2; k <= Math.min(MOST_SPEAKERS, sample.length - 1); k++) {
    const { labels, centroids } = k === 2 ? two : kMeans(sample, k);
    if (!areDistinct(labels, centroids)) continue;
    const score = silhouette(distances, labels, k);
    if (!best || score > best.score) best = { score, centroids };
  }
  return best && best.score >= APART.silhouette ? { kind: 'told apart', centroids: best.centroids } : { kind: 'unsure' };
}

/** The speaker whose voice is nearest. */
export function nearestVoice(embedding: Embedding, centroids: readonly Embedding[]): number {
  let best = 0;
  for (let i = 1; i < centroids.length; i++) if (dot(embedding, centroids[i]!) > dot(embedding, centroids[best]!)) best = i;
  return best;
}

function areDistinct(labels: readonly number[], centroids: readonly Embedding[]): boolean {
  const sizes = centroids.map((_, k) => labels.filter((label) => label === k).length);
  const large = sizes.every((size) => size >= Math.max(SMALLEST.count, labels.length * SMALLEST.share));
  return large && centroids.every((a, i) => centroids.every((b, k) => i === k || dot(a, b) < APART.alike));
}

export function dot(a: Embedding, b: Embedding): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

interface Clustering {
  labels: number[];
  centroids: Embedding[];
}

const RESTARTS = 10;
const ROUNDS = 50;

/** Spherical k-means++ with fixed seeds, so that the same recording gives the same speakers. */
function kMeans(points: readonly Embedding[], k: number): Clustering {
  const random = createRandom(k);
  let best: (Clustering & { score: number }) | undefined;
  for (let attempt = 0; attempt < RESTARTS; attempt++) {
    let centroids = seed(points, k, random);
    let labels: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const next = points.map((point) => nearestVoice(point, centroids));
      if (next.every((label, i) => label === labels[i])) break;
      labels = next;
      centroids = centroids.map((old, c) => centroid(points.filter((_, i) => labels[i] === c)) ?? old);
    }
    const score = points.reduce((sum, point, i) => sum + dot(point, centroids[labels[i]!]!), 0);
    if (!best || score > best.score) best = { labels, centroids, score };
  }
  return best!;
}

function seed(points: readonly Embedding[], k: number, random: () => number): Embedding[] {
  const centroids = [points[Math.floor(random() * points.length)]!];
  while (centroids.length < k) {
    const far = points.map((point) => Math.max(0, 1 - dot(point, centroids[nearestVoice(point, centroids)]!)));
    let rest = random() * far.reduce((sum, distance) => sum + distance, 0);
    const chosen = far.findIndex((distance) => (rest -= distance) <= 0);
    centroids.push(points[Math.max(0, chosen)]!);
  }
  return centroids;
}

function centroid(members: readonly Embedding[]): Embedding | null {
  if (members.length === 0) return null;
  const sum = new Float32Array(members[0]!.length);
  for (const member of members) for (let i = 0; i < sum.length; i++) sum[i]! += member[i]!;
  const length = Math.sqrt(dot(sum, sum));
  return sum.map((value) => value / length);
}

/** Mean silhouette (Rousseeuw 1987): 1 where every voice is like its own group only, 0 where it might as well be in another. */
function silhouette(distances: readonly Float32Array[], labels: readonly number[], k: number): number {
  const sizes = Array.from({ length: k }, (_, c) => labels.filter((label) => label === c).length);
  let total = 0;
  distances.forEach((row, i) => {
    const own = labels[i]!;
    if (sizes[own]! < 2) return;
    const sums = new Array<number>(k).fill(0);
    row.forEach((distance, j) => (sums[labels[j]!]! += distance));
    const within = sums[own]! / (sizes[own]! - 1);
    const beyond = Math.min(...sums.map((sum, c) => (c === own || sizes[c] === 0 ? Infinity : sum / sizes[c]!)));
    total += (beyond - within) / Math.max(beyond, within, 1e-9);
  });
  return total / distances.length;
}

/** Lehmer's generator. */
function createRandom(start: number): () => number {
  let state = start * 7919;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}
