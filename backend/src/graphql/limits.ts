/** What one client may ask for at once. Requests beyond it are refused before anything is resolved. */
export const LIMITS = {
  /** Bytes of a request's body; a transcript of a twelve-hour episode fits. */
  bodyBytes: 8 * 1024 * 1024,
  /** The same of somebody who is not known: enough to sign in. */
  strangersBodyBytes: 16 * 1024,
  /** Lexical tokens of a document. */
  tokens: 2000,
  /** Fields inside fields; the deepest useful query of this schema needs 8. */
  depth: 10,
  aliases: 30,
  /** Fields selected, fragments written out. */
  fields: 400,
  /** Fields answered, each counted as often as the lists around it may have entries. */
  cost: 50_000,
  /** Entries that are assumed of a list that is not paged. */
  unpaged: 10,
  /** Entries of a page, by the field that is paged with `first`. */
  page: { projects: 100, feedback: 100, sentences: 500 },
  /** Upload parts signed by one request. */
  signedParts: 1000,
  sockets: 500,
  subscriptionsPerSocket: 20,
  /** Bytes of one message that a client sends over its socket. */
  messageBytes: 64 * 1024,
};
