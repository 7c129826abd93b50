import type { StartJobRunRequest } from "@aws-sdk/client-emr-serverless";
import type { EmrSettings } from "../../config/spark-settings";

/** The names of what a job reads and writes in its folder. */
export const JOB_FILES = { program: "lead_export_spark.py", plan: "plan.json", said: "said.json" } as const;

/** The request that starts a job on EMR Serverless. `folder`: the address of the one that the job and this program share. */
export function jobRequest(
  { application, role, logs }: EmrSettings,
  folder: string,
  conf: Readonly<Record<string, string>>,
): Omit<StartJobRunRequest, "clientToken"> {
  const settings = Object.entries(conf).map(([key, value]) => `--conf ${word(`${key}=${value}`)}`);
  return {
    applicationId: application,
    executionRoleArn: role,
    name: "lead-export",
    jobDriver: {
      sparkSubmit: {
        entryPoint: `${folder}/${JOB_FILES.program}`,
        entryPointArguments: [`${folder}/${JOB_FILES.plan}`, `${folder}/${JOB_FILES.said}`],
        ...(settings.length > 0 && { sparkSubmitParameters: settings.join(" ") }),
      },
    },
    ...(logs !== undefined && {
      configurationOverrides: { monitoringConfiguration: { s3MonitoringConfiguration: { logUri: logs } } },
    }),
  };
}

function word(text: string): string {
  return /^[^\s"'\\]+$/.test(text) ? text : `"${text.replace(/["\\]/g, "\\$&")}"`;
}
