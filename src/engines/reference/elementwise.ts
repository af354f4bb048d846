import type { Activation } from '../../network/activations.ts';

// Kinked activations are a comparison and a product a number. The others are a call, which JavaScript's engine makes
// slow once a process has used several of them: it can no longer inline it, and boxes every number it passes.

/** a = f(z) */
export function activate({ value, leftSlope }: Activation, z: Float64Array, a: Float64Array): void {
  if (leftSlope === undefined) for (let i = 0; i < a.length; i++) a[i] = value(z[i]!);
  else if (leftSlope === 0) for (let i = 0; i < a.length; i++) a[i] = Math.max(z[i]!, 0);
  else for (let i = 0; i < a.length; i++) a[i] = z[i]! > 0 ? z[i]! : leftSlope * z[i]!;
}

/** δ ∘ f′(z), in place. */
export function timesSlope(
  { derivative, leftSlope }: Activation,
  z: Float64Array,
  delta: Float64Array,
): void {
  if (leftSlope === undefined) for (let i = 0; i < delta.length; i++) delta[i]! *= derivative(z[i]!);
  else for (let i = 0; i < delta.length; i++) if (!(z[i]! > 0)) delta[i]! *= leftSlope;
}
