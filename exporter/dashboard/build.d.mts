export function buildDashboard(outdir: string): Promise<void>;
