import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { Refusal } from "./refusal";

/** Makes a limit of so many requests a minute for each name. It throws TOO_MANY_REQUESTS with the seconds to wait. */
export function perMinute(requests: number): (name: string) => Promise<void> {
  const limiter = new RateLimiterMemory({ points: requests, duration: 60 });
  return async (name) => {
    try {
      await limiter.consume(name);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      throw new Refusal("TOO_MANY_REQUESTS", { "Retry-After": String(Math.ceil(error.msBeforeNext / 1000)) });
    }
  };
}
