import * as tf from '@tensorflow/tfjs-core';

// TensorFlow.js frees no tensor by itself. Its types know nothing of records with named fields, its functions do.

/** What `make` returns, with every other tensor made on the way disposed of. */
export const tidied = <Result>(make: () => Result): Result =>
  tf.tidy(make as () => tf.TensorContainer) as Result;

/** Frees all tensors in records and arrays, however deep; what is undefined is passed over. */
export function dispose(...held: readonly unknown[]): void {
  tf.dispose([...held] as tf.TensorContainer);
}
