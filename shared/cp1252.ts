/** Windows-1252 from 0x80 to 0x9F; the five bytes it leaves free are the controls of those numbers, as browsers have it. */
export const CP1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
