import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { EmrSettings } from "../../config/spark-settings";
import { beforeEnd, unlessEnding } from "../../stores/before-end";
import type { BucketFolder } from "../bucket-folder";
import type { Send } from "../plan";
import { EmrJobs } from "./emr-jobs";
import { endedBadly, type Following, followJob } from "./follow-job";
import { JOB_FILES, jobRequest } from "./job-request";

export interface EmrOptions {
  readonly settings: EmrSettings;
  readonly conf: Readonly<Record<string, string>>;
  /** The program for the driver. */
  readonly program: string;
  readonly following: Following;
}

/** What is asked of the bucket that this program and the job share. */
export type SharedFiles = Pick<BucketFolder, "address" | "clear" | "put" | "text">;

/** Sends a plan as a job of EMR Serverless. A job that nobody waits for any more is cancelled. */
export function emrSender(options: EmrOptions, folder: string, shared: SharedFiles): Send {
  const { settings, conf, program, following } = options;
  return async (plan) => {
    await shared.clear();
    const path = join(folder, JOB_FILES.plan);
    await writeFile(path, JSON.stringify(plan));
    await shared.put(JOB_FILES.plan, path);
    await shared.put(JOB_FILES.program, program);
    const jobs = new EmrJobs(settings);
    try {
      const id = await jobs.start(jobRequest(settings, shared.address, conf));
      const cancel = () =>
        jobs.cancel(id).then(
          () => `The EMR Serverless job ${id} is cancelled.`,
          () => `The EMR Serverless job ${id} could not be cancelled.`,
        );
      const back = beforeEnd(cancel);
      try {
        const job = await followJob(jobs, id, following);
        // A plan that a step ended is a job that failed, and says more than EMR does.
        const said = await shared.text(JOB_FILES.said);
        if (said === null) throw endedBadly(id, job);
        return JSON.parse(said);
      } catch (error) {
        await cancel();
        throw error;
      } finally {
        await unlessEnding();
        back();
      }
    } finally {
      jobs.close();
    }
  };
}
