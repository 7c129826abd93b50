import { openStore } from "../../../exporter/stores/open-store";
import type { Store } from "../../../exporter/stores/store";
import { type Fault, type Faults, startProxy } from "./fault-proxy";
import { type BucketKind, cloudOf, openBuckets, setEnvironment } from "./servers";

/** A server of buckets that this process reaches through a proxy. Many places in its bucket may be at work at once, each with its own faults. */
export interface Proxied {
  /** A new place, and what befalls each request for something in it. */
  place(faults: Faults): Promise<{ out: string; store: Store }>;
  /** What befalls the requests for a place from now on; `null`: nothing any more. */
  strike(out: string, faults: Faults | null): void;
  close(): Promise<void>;
}

const PLACE = /place-\d+-x/;
let places = 0;

export async function reachProxied(kind: BucketKind): Promise<Proxied> {
  const faultsOf = new Map<string, Faults>();
  const { close, url } = await openBuckets(kind);
  const proxy = await startProxy(url, (asked) => {
    // What S3 is to delete is named in the body.
    const named = PLACE.exec(decodeURIComponent(asked.path)) ?? PLACE.exec(asked.body.toString("latin1", 0, 1000));
    const place = named?.[0] ?? "";
    return faultsOf.get(place)?.(asked) ?? null;
  });
  const setBack = setEnvironment(cloudOf(kind, proxy.url));
  const strike = (out: string, faults: Faults | null) => {
    const [place] = PLACE.exec(out)!;
    if (faults === null) faultsOf.delete(place);
    else faultsOf.set(place, faults);
  };
  return {
    async place(faults) {
      const out = `${kind}://leads/place-${places++}-x`;
      strike(out, faults);
      return { out, store: await openStore({ out }) };
    },
    strike,
    async close() {
      setBack();
      await proxy.close();
      await close();
    },
  };
}

/** Each request meets a fault, the first time that it is made. */
export function firstOfEach(fault: Fault): Faults {
  const made = new Set<string>();
  return ({ method, path }) => {
    const request = `${method} ${path}`;
    // Google's stand-in cannot say how far an upload in pieces is, which its library asks when an answer is lost.
    if (made.has(request) || path.includes("upload_id=")) return null;
    made.add(request);
    return fault;
  };
}
