/** Whoever fulfils a port says who it is: this is what `MadeBy` records and what a step's key depends on. */
export interface Provider {
  /** Such as "whisper.cpp". */
  readonly name: string;
  /** Changes whenever the same input could give another answer: program, model and own rules. */
  readonly version: string;
}

/** What every long call takes. A call whose signal fires ends its threads and child processes and rejects with the signal's reason. */
export interface CallOptions {
  signal?: AbortSignal;
  /** Called with the measured share of the work that is done, 0..1, growing. */
  onProgress?: (fraction: number) => void;
}
