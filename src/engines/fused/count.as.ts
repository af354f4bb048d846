// Small numbers as types: AssemblyScript has no numbers among type arguments, and a function for each type keeps the
// optimizer from folding loops of different lengths into one that asks for its length again and again.

export class Zero {}

export class One extends Zero {
  private a: i8;
}

export class Two extends One {
  private b: i8;
}

export class Three extends Two {
  private c: i8;
}

export class Four extends Three {
  private d: i8;
}

export class Five extends Four {
  private e: i8;
}

/** The number that a type stands for: the bytes of its fields. */
// @ts-ignore: decorator
@inline
export function count<N>(): usize {
  return offsetof<N>();
}
