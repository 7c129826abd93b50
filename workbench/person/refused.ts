/** An edit that the sheet does not let a person make; the message says why. Nothing was changed. */
export class Refused extends Error {}
