import type { KernelMemory } from './kernel.ts';
/** A place in the kernel's memory from which arrays are handed out one after another, and all given back at once. */
export interface Arena {
  /** Address of `bytes` bytes, all zero, at a multiple of 64. */
  take(bytes: number): number;
  bytes(): ArrayBuffer;
}

const pageSize = 65_536;
/** The kernel's own constants lie below. */
const firstAddress = pageSize;
/** Larger jobs are refused: a process is to stay below a gibibyte. */
const memoryLimit = 768 * 2 ** 20;

/** Starts handing out memory anew; what was handed out before is overwritten. */
export function arenaOf(memory: KernelMemory): Arena {
  let next = firstAddress;
  return {
    take(bytes) {
      const address = next;
      next = Math.ceil((address + bytes) / 64) * 64;
      if (next > memoryLimit)
        throw new RangeError(
          `job too large: it needs more than ${memoryLimit / 2 ** 20} MiB (fewer points, narrower layers, or the reference engine)`,
        );
      const missing = next - memory.buffer.byteLength;
      if (missing > 0) memory.grow(Math.ceil(missing / pageSize));
      new Uint8Array(memory.buffer, address, bytes).fill(0);
      return address;
    },
    bytes: () => memory.buffer,
  };
}
