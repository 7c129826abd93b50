import { describe, expect, it } from "vitest";
import { formatNumber, general } from "../../workbench/book/number-format";

describe("showing a number", () => {
  it.each([
    [0.1 + 0.2, "0.3"],
    [1 / 3, "0.3333333333"],
    [1 / 1024, "0.0009765625"],
    [1234567.891, "1234567.891"],
    [123456789012, "123456789012"],
    [1e21, "1E+21"],
    [-1.25e-10, "-1.25E-10"],
    [123456789e10, "1.23457E+18"],
    [-2.5, "-2.5"],
    [0, "0"],
  ])("%d without a format as %s", (value, text) => expect(general(value)).toBe(text));

  it.each([
    [1234.5, "NUMBER", "#,##0.00", "1,234.50"],
    [1.005, "NUMBER", "0.00", "1.01"],
    [-1234.5, "NUMBER", "#,##0;(#,##0)", "(1,235)"],
    [0.256, "PERCENT", "0.0%", "25.6%"],
    [5, "CURRENCY", '"$"#,##0.00', "$5.00"],
    [12345, "SCIENTIFIC", "0.00E+00", "1.23E+04"],
    [7, "NUMBER", "000", "007"],
    [0.5, "NUMBER", "#.##", ".5"],
    [3, "NUMBER", '0" leads"', "3 leads"],
    [44888.75, "DATE", "yyyy-mm-dd", "2022-11-23"],
    [44888.75, "DATE_TIME", "m/d/yyyy h:mm am/pm", "11/23/2022 6:00 PM"],
    [44888.75, "DATE_TIME", "dddd, d mmmm yyyy hh:mm:ss", "Wednesday, 23 November 2022 18:00:00"],
    [1.5, "TIME", "[h]:mm", "36:00"],
    [0.5 + 30 / 86_400, "TIME", "mm:ss", "00:30"],
    [44888, "DATE", undefined, "11/23/2022"],
    // Digits with something between them.
    [12345, "NUMBER", "000-00", "123-45"],
    [45, "NUMBER", "000-00", "000-45"],
    [5551234567, "NUMBER", "(000) 000-0000", "(555) 123-4567"],
    [-12345, "NUMBER", "000\\-00", "-123-45"],
    [123456, "NUMBER", '00" / "00" / "00', "12 / 34 / 56"],
    // Fractions.
    [0.5, "NUMBER", "# ?/?", " 1/2"],
    [1.5, "NUMBER", "# ?/?", "1 1/2"],
    [-0.5, "NUMBER", "#/#", "-1/2"],
    [0.3125, "NUMBER", "# ?/16", " 5/16"],
    [Math.PI, "NUMBER", "# ??/??", "3  1/7 "],
    // Sections that are empty.
    [0, "NUMBER", "0.0;;", ""],
    [-1, "NUMBER", "0.0;;", ""],
    [2, "NUMBER", "0.0;;", "2.0"],
    [-1, "NUMBER", "0;", ""],
    [5, "NUMBER", ";;", ""],
    [0, "NUMBER", '0;-0;"none"', "none"],
    [0, "NUMBER", "#,##0;(#,##0);", ""],
    [0, "NUMBER", "0;;;@", ""],
    // Sections with a condition.
    [5, "NUMBER", "[>100]0.0;0.00", "5.00"],
    [500, "NUMBER", "[>100]0.0;0.00", "500.0"],
    [100, "NUMBER", "[>=100]0;[>=10]0.0;0.00", "100"],
    [50, "NUMBER", "[>=100]0;[>=10]0.0;0.00", "50.0"],
    [5, "NUMBER", "[>=100]0;[>=10]0.0;0.00", "5.00"],
    [2, "NUMBER", '[=1]"one";[=2]"two";0', "two"],
    [-3, "NUMBER", "[Red][<0](0);0", "(3)"],
    [100, "NUMBER", "[<=100]0;0.00", "100"],
    [100.5, "NUMBER", "[<=100]0;0.00", "100.50"],
    [0, "NUMBER", '[<>0]0;"zero"', "zero"],
    [-5, "NUMBER", '[>0]"up";[<0]"down";"flat"', "down"],
    [0, "NUMBER", '[>0]"up";[<0]"down";"flat"', "flat"],
    // Currencies and languages in brackets.
    [1234.5, "CURRENCY", "[$€-407]#,##0.00", "€1,234.50"],
    [1234.5, "CURRENCY", "#,##0.00 [$€-1]", "1,234.50 €"],
    [-1234.5, "CURRENCY", "[$CHF] #,##0", "-CHF 1,235"],
    [44888, "DATE", "[$-407]d mmmm", "23 November"],
    // Letters in either case, and none of those in quotes.
    [12345, "SCIENTIFIC", "0.00e+00", "1.23E+04"],
    [0.75, "TIME", 'h:mm a/p "a/p"', "6:00 P a/p"],
    [7, "NUMBER", "\\e+0", "e+7"],
    // The first days, without Excel's 29 February 1900.
    [0, "DATE", "yyyy-mm-dd", "1899-12-30"],
    [60, "DATE", "yyyy-mm-dd", "1900-02-28"],
    [61, "DATE", "dddd", "Thursday"],
    [-1, "DATE", "yyyy-mm-dd", "1899-12-29"],
    // Seconds that are not full, and lengths of time.
    [44888 + 86_399.7 / 86_400, "DATE_TIME", "yyyy-mm-dd hh:mm:ss", "2022-11-23 23:59:59"],
    [44888 + 59.9 / 86_400, "DATE_TIME", "h:mm", "0:00"],
    [1.25 / 86_400, "TIME", "hh:mm:ss.00", "00:00:01.25"],
    [-1.5, "TIME", "[h]:mm", "-36:00"],
    [-90 / 86_400, "TIME", "[mm]:ss", "-01:30"],
    // What cannot be read, and what asks for nothing in particular.
    [5.25, "NUMBER", '"open', "5.25"],
    [5.25, "NUMBER", "[h", "5.25"],
    [5.25, "NUMBER", "General", "5.25"],
    [5.25, "TEXT", "0", "5.25"],
  ])("%d as %s %s", (value, type, pattern, text) => {
    expect(formatNumber(value, pattern === undefined ? { type } : { type, pattern }, "en_US")).toBe(text);
  });
});
