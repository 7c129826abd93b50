import type { Page } from "playwright-core";

export function smallPng(page: Page, png: Buffer): Promise<Buffer>;
export function pictureDistance(page: Page, one: Buffer, other: Buffer): Promise<number>;
