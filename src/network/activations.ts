import erf from '@stdlib/math-base-special-erf';

/** A scalar function and its derivative, both of the pre-activation z. */
export interface Activation {
  /** As papers write it. */
  readonly label: string;
  readonly value: (z: number) => number;
  readonly derivative: (z: number) => number;
  /** Whether it never falls as z rises. */
  readonly monotone: boolean;
  /** For those that are z right of 0 and a multiple of z left of it: that multiple. */
  readonly leftSlope?: number;
}

// Klambauer et al. 2017, eq. 2: chosen so that mean 0 and variance 1 are a fixed point.
const seluScale = 1.0507009873554805;
const seluAlpha = 1.6732632423543772;

const logistic = (z: number) => 1 / (1 + Math.exp(-z));
const normalCdf = (z: number) => 0.5 * (1 + erf(z / Math.SQRT2));
const normalDensity = (z: number) => Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);

/** The derivative at a kink is the left one, as PyTorch takes it: ReLU's is 0 at 0. */
const entries = {
  relu: kinked('ReLU', 0),
  'leaky-relu': kinked('leaky ReLU', 0.01),
  tanh: { label: 'tanh', value: Math.tanh, derivative: (z) => 1 - Math.tanh(z) ** 2, monotone: true },
  sigmoid: {
    label: 'sigmoid',
    value: logistic,
    derivative: (z) => logistic(z) * (1 - logistic(z)),
    monotone: true,
  },
  linear: kinked('no activation', 1),
  elu: {
    label: 'ELU',
    value: (z) => (z > 0 ? z : Math.expm1(z)),
    derivative: (z) => (z > 0 ? 1 : Math.exp(z)),
    monotone: true,
  },
  selu: {
    label: 'SELU',
    value: (z) => seluScale * (z > 0 ? z : seluAlpha * Math.expm1(z)),
    derivative: (z) => seluScale * (z > 0 ? 1 : seluAlpha * Math.exp(z)),
    monotone: true,
  },
  /** z Φ(z) with the exact normal distribution; it dips below 0 left of 0. */
  gelu: {
    label: 'GELU',
    value: (z) => z * normalCdf(z),
    derivative: (z) => normalCdf(z) + z * normalDensity(z),
    monotone: false,
  },
} satisfies Record<string, Activation>;

export type ActivationId = keyof typeof entries;

export const activations: Readonly<Record<ActivationId, Activation>> = entries;

/** z right of 0, leftSlope · z left of it. */
function kinked(label: string, leftSlope: number): Activation {
  return {
    label,
    // A line of slope 0 is 0 even at −∞, where the product is no number.
    value: leftSlope === 0 ? (z) => Math.max(z, 0) : (z) => (z > 0 ? z : leftSlope * z),
    derivative: (z) => (z > 0 ? 1 : leftSlope),
    monotone: true,
    leftSlope,
  };
}
