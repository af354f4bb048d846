import { arch, cpus, platform } from 'node:os';

/** What a record says of the machine it was made on. */
export function thisMachine() {
  const processors = cpus();
  return {
    platform: platform(),
    arch: arch(),
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
  };
}
