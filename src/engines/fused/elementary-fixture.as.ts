// Hands out the kernel's elementary functions one by one to the test that measures them; no part of the kernel.

import { activate, timesSlope } from './elementwise.as';
import { erfc as erfcOf } from './erfc.as';
import { expNegative as expOf, log1pUnit as log1pOf } from './vector-math.as';

export function expNegative32(x: f32): f32 {
  return f32x4.extract_lane(expOf<f32>(f32x4.splat(x)), 3);
}

export function expNegative64(x: f64): f64 {
  return f64x2.extract_lane(expOf<f64>(f64x2.splat(x)), 1);
}

export function log1pUnit32(x: f32): f32 {
  return f32x4.extract_lane(log1pOf<f32>(f32x4.splat(x)), 3);
}

export function log1pUnit64(x: f64): f64 {
  return f64x2.extract_lane(log1pOf<f64>(f64x2.splat(x)), 1);
}

export function exp(x: f64): f64 {
  return Math.exp(x);
}

export function expm1(x: f64): f64 {
  return Math.expm1(x);
}

export function log(x: f64): f64 {
  return Math.log(x);
}

export function tanh(x: f64): f64 {
  return Math.tanh(x);
}

export function erfc(x: f64): f64 {
  return erfcOf(x);
}

const room = memory.data(32, 16);

export function activation32(id: i32, z: f32): f32 {
  return activation<f32>(id, z);
}

export function activation64(id: i32, z: f64): f64 {
  return activation<f64>(id, z);
}

export function slope32(id: i32, z: f32): f32 {
  return slope<f32>(id, z);
}

export function slope64(id: i32, z: f64): f64 {
  return slope<f64>(id, z);
}

function activation<T extends number>(id: i32, z: T): T {
  store<T>(room, z);
  activate<T>(id, room, room + 16, 16);
  return load<T>(room + 16);
}

function slope<T extends number>(id: i32, z: T): T {
  store<T>(room, z);
  store<T>(room + 16, <T>1);
  timesSlope<T>(id, room, room + 16, 16);
  return load<T>(room + 16);
}
