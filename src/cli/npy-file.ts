import type { DenseShape } from '../initializers/fans.ts';

/** NumPy's file format, version 1.0: little-endian float64, row by row. */
export function npyFile(values: Float64Array, [rows, columns]: DenseShape): Buffer {
  const describing = `{'descr': '<f8', 'fortran_order': False, 'shape': (${rows}, ${columns}), }`;
  const prefix = 10;
  // The header ends with a newline and is padded so that the numbers start at a multiple of 64 bytes.
  const length = Math.ceil((prefix + describing.length + 1) / 64) * 64 - prefix;
  const header = Buffer.from(`\x93NUMPY\x01\x00  ${describing.padEnd(length - 1)}\n`, 'latin1');
  header.writeUInt16LE(length, 8);
  return Buffer.concat([header, Buffer.from(values.buffer, values.byteOffset, values.byteLength)]);
}
