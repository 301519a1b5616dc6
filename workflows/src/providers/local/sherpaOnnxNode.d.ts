/** The parts of sherpa-onnx-node that are used here; the package brings no types of its own. */
declare module 'sherpa-onnx-node' {
  interface SileroVadConfig {
    model: string;
    threshold: number;
    /** Seconds. */
    minSilenceDuration: number;
    minSpeechDuration: number;
    maxSpeechDuration: number;
    /** Samples. */
    windowSize: number;
  }

  interface Vad {
    acceptWaveform(samples: Float32Array): void;
    isEmpty(): boolean;
    /** `enableExternalBuffer` false: the samples are copied, which newer versions of Node need. */
    front(enableExternalBuffer: boolean): { start: number; samples: Float32Array };
    pop(): void;
    flush(): void;
  }

  /** A CommonJS module whose names Node cannot see: it comes as a default export. */
  const sherpa: {
    Vad: new (config: { sileroVad: SileroVadConfig; sampleRate: number; numThreads: number }, bufferSizeInSeconds: number) => Vad;
  };
  export default sherpa;
}
