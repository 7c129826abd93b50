import { randomUUID } from "node:crypto";
import {
  CancelJobRunCommand,
  EMRServerlessClient,
  GetJobRunCommand,
  type JobRun,
  StartJobRunCommand,
  type StartJobRunRequest,
} from "@aws-sdk/client-emr-serverless";
import type { EmrSettings } from "../../config/spark-settings";
import { emrFailure } from "./emr-failure";

const CONNECT_MS = 5000;
/** Without a byte in either direction. */
const SILENT_MS = 30_000;

/** The jobs of one application; whatever is refused is thrown as a Failure. */
export class EmrJobs {
  private readonly client: EMRServerlessClient;

  constructor(private readonly settings: Pick<EmrSettings, "application" | "region" | "endpoint">) {
    process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
    const { region, endpoint } = settings;
    this.client = new EMRServerlessClient({
      ...(region !== undefined && { region }),
      ...(endpoint !== undefined && { endpoint }),
      requestHandler: { connectionTimeout: CONNECT_MS, requestTimeout: SILENT_MS, throwOnRequestTimeout: true },
    });
  }

  /** Starts a job, once however often the request has to be sent. Returns its id. */
  async start(request: Omit<StartJobRunRequest, "clientToken">): Promise<string> {
    const command = new StartJobRunCommand({ ...request, clientToken: randomUUID() });
    const { jobRunId } = await this.asked("StartJobRun", () => this.client.send(command));
    return jobRunId!;
  }

  async get(jobRunId: string): Promise<JobRun> {
    const command = new GetJobRunCommand({ applicationId: this.settings.application, jobRunId });
    const { jobRun } = await this.asked("GetJobRun", () => this.client.send(command));
    return jobRun!;
  }

  async cancel(jobRunId: string): Promise<void> {
    const command = new CancelJobRunCommand({ applicationId: this.settings.application, jobRunId });
    await this.asked("CancelJobRun", () => this.client.send(command));
  }

  close(): void {
    this.client.destroy();
  }

  private async asked<T>(action: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw emrFailure(error, action, this.settings.application);
    }
  }
}
