/** Failures of the embedded AWS itself (not answers to a caller); each message is one line for the terminal. */

/** A port that was asked for belongs to somebody else. */
export class PortInUse extends Error {
  readonly port: number;
  constructor(service: string, port: number) {
    super(`port ${port} (${service}) is in use`);
    this.name = "PortInUse";
    this.port = port;
  }
}

/** The data folder cannot be read, or was written for another table. */
export class DataDamaged extends Error {
  constructor(dir: string, reason: string, cause?: unknown) {
    super(`data folder ${dir} cannot be used: ${reason}; move it away or choose another`, { cause });
    this.name = "DataDamaged";
  }
}

/** A pinned dependency no longer behaves as our patches expect. */
export class SelfTestFailed extends Error {
  constructor(what: string, cause?: unknown) {
    super(`embedded AWS self-test failed: ${what}`, { cause });
    this.name = "SelfTestFailed";
  }
}
