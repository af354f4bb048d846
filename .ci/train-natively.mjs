// Trains a small network on the tfjs-node at the path given and on TensorFlow.js's plain JavaScript, and compares the
// costs: what `npm run native` asks of a library before it takes its place. The last line says how it went.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import util from 'node:util';

process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
// Node 23 took away two functions that tfjs-node calls.
Object.assign(util, {
  isNullOrUndefined: (value) => value === null || value === undefined,
  isArray: Array.isArray,
});

try {
  const require = createRequire(join(process.argv[2], 'package.json'));
  const tf = require(process.argv[2]);
  if (tf.getBackend() !== 'tensorflow') throw new Error(`it runs on ${tf.getBackend()}`);
  const version = tf.backend().binding.TF_Version;
  tf.enableProdMode();
  const native = train(tf);
  await tf.setBackend('cpu');
  const plain = train(tf);
  // 50 steps of float32, rounded in another order.
  if (!(Math.abs(native / plain - 1) < 1e-4)) throw new Error(`it trains to cost ${native}, not to ${plain}`);
  console.log(
    `a network trained on TensorFlow ${version} to cost ${native.toFixed(6)}, as in plain JavaScript.`,
  );
} catch (error) {
  const absent = error.message.includes('native addon module');
  console.log(absent ? 'its native library is not there' : error.message.split('\n')[0].trim());
  process.exitCode = 1;
}

/** The cost of a [2, 4, 1] tanh network after 50 steps on exclusive or. */
function train(tf) {
  const x = tf.tensor2d([0, 0, 0, 1, 1, 0, 1, 1], [4, 2]);
  const y = tf.tensor2d([0, 1, 1, 0], [4, 1]);
  const cost = (w1, w2) => tf.mean(tf.square(tf.sub(tf.matMul(tf.tanh(tf.matMul(x, w1)), w2), y)));
  let weights = [tf.tensor2d([1, -1, 0.5, 2, -0.5, 1, 1, -2], [2, 4]), tf.tensor2d([1, -1, 0.5, 1], [4, 1])];
  for (let step = 0; step < 50; step++) {
    const slopes = tf.grads(cost)(weights);
    weights = weights.map((w, i) => tf.sub(w, tf.mul(0.2, slopes[i])));
  }
  return cost(...weights).dataSync()[0];
}
