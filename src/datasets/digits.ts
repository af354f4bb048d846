import { parameters } from '../initializers/parameters.ts';
import type { Dataset } from './dataset.ts';
import { tabular } from './tabular.ts';

const darkest = 16;

/** Real handwritten digits, 8×8 pixels from 0 to 1, ten classes, 1,797 images (`digits-notice.md`). */
export function digits(given: object = {}): Dataset {
  parameters('digits', given, {});
  return tabular({
    description: 'Handwritten digits, 8 × 8 pixels, ten classes',
    source:
      'E. Alpaydin, C. Kaynak, Optical Recognition of Handwritten Digits, UCI Machine Learning Repository, 1998, CC BY 4.0',
    features: 64,
    classes: 10,
    file: './digits.csv',
    rows: 'images',
    feature: (pixel) => Number(pixel) / darkest,
    label: Number,
  });
}
