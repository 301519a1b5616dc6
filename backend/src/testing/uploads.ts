import type { TestApi } from './testApi.js';

const BEGIN =
  'mutation ($input: BeginUploadInput!) { beginUpload(input: $input) { __typename ... on Upload { id partBytes partCount state } } }';
const SIGN =
  'mutation ($id: ID!, $parts: [Int!]!) { signUploadParts(uploadId: $id, partNumbers: $parts) { ... on SignedParts { parts { partNumber url } } } }';
const COMPLETE =
  'mutation ($id: ID!, $parts: [UploadedPartInput!]!) { completeUpload(uploadId: $id, parts: $parts) { __typename ... on Upload { state } } }';

export interface SentPart {
  partNumber: number;
  etag: string;
}

export async function beginUpload(
  api: TestApi,
  bytes: number,
  fileName = 'episode.mp3',
): Promise<{ id: string; partBytes: number; partCount: number }> {
  const { data } = await api.request(BEGIN, { input: { fileName, bytes } });
  return data.beginUpload;
}

/** Sends the bytes of one part as a client would: straight to the object store. */
export async function sendPart(api: TestApi, uploadId: string, partNumber: number, bytes: Uint8Array): Promise<SentPart> {
  const { data } = await api.request(SIGN, { id: uploadId, parts: [partNumber] });
  const response = await fetch(data.signUploadParts.parts[0].url, { method: 'PUT', body: new Blob([new Uint8Array(bytes)]) });
  return { partNumber, etag: response.headers.get('etag') ?? '' };
}

/** A complete upload of one small part. */
export async function uploadSmallFile(api: TestApi, fileName = 'episode.mp3', content = 'not really sound'): Promise<string> {
  const bytes = Buffer.from(content);
  const { id } = await beginUpload(api, bytes.length, fileName);
  const part = await sendPart(api, id, 1, bytes);
  await api.request(COMPLETE, { id, parts: [part] });
  return id;
}
