export const SERVERS: Record<"versitygw" | "fake-gcs-server", string>;
export function serversFolder(): string;
export function serverPath(name: keyof typeof SERVERS): string;
