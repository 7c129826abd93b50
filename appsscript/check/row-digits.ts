const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
const BITS_A_DIGIT = 6;
/** 42 bits. */
export const DIGITS_A_ROW = 7;

/** Numbers of rows as digits, seven each. */
export function digitsOf(numbers: Iterable<number>): string {
  let text = "";
  for (const number of numbers) {
    let rest = number;
    for (let i = 0; i < DIGITS_A_ROW; i++) {
      text += DIGITS[rest % 2 ** BITS_A_DIGIT];
      rest = Math.floor(rest / 2 ** BITS_A_DIGIT);
    }
  }
  return text;
}

/** The numbers that digits stand for, in their order. */
export function numbersOf(digits: string): number[] {
  const numbers: number[] = [];
  for (let from = 0; from < digits.length; from += DIGITS_A_ROW) {
    let number = 0;
    for (let i = DIGITS_A_ROW - 1; i >= 0; i--) {
      number = number * 2 ** BITS_A_DIGIT + DIGIT_VALUES[digits.charCodeAt(from + i)];
    }
    numbers.push(number);
  }
  return numbers;
}

/** By the unit of a digit. */
const DIGIT_VALUES = new Uint8Array(128);
for (let value = 0; value < DIGITS.length; value++) DIGIT_VALUES[DIGITS.charCodeAt(value)] = value;
