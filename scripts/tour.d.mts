import type { Page } from "playwright-core";

export interface Tour {
  readonly page: Page;
  readonly url: string;
  readonly complaints: string[];
  stop(): Promise<number | null>;
  close(): Promise<void>;
}

export interface Step {
  readonly title: string;
  /** The name of its picture in docs/pictures. */
  readonly picture?: string;
  walk(tour: Tour): Promise<void>;
  /** Walks on from where the picture is taken. */
  after?(tour: Tour): Promise<void>;
}

export const STEPS: readonly Step[];
export function openTour(size?: { width: number; height: number }): Promise<Tour>;
export function takePicture(tour: Tour): Promise<Buffer>;
