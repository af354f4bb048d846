import { readFileSync } from 'node:fs';

/** What is used of WebAssembly.Memory, which Node's types leave to those of browsers. */
export interface KernelMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { readonly exports: object };
};

/** The compiled kernel: one exported call trains one replicate for many steps. */
export interface Kernel {
  readonly memory: KernelMemory;
  train32(job: number): void;
  train64(job: number): void;
  pass32(job: number): void;
  pass64(job: number): void;
}

let loaded: Kernel | undefined;

/** Compiles the kernel at the first call. */
export function kernel(): Kernel {
  loaded ??= new WebAssembly.Instance(
    new WebAssembly.Module(readFileSync(new URL('./kernel.wasm', import.meta.url))),
    { env: { abort: refuse } },
  ).exports as Kernel;
  return loaded;
}

function refuse(): never {
  throw new Error('the kernel stopped: a fault in initproof');
}
