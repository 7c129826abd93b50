import { EXIT } from "../exit";
import type { FailureKind } from "./kind";

const STORE = { exit: EXIT.unreachable, quote: "all" } as const;

/** Buckets: where snapshots may be kept, and tables read from. */
export const STORES = {
  STORE_ADDRESS: {
    ...STORE,
    exit: EXIT.usage,
    when: "An address names no place in a bucket, or a kind of store that is not known.",
    commandLine: "Write it as s3://BUCKET/PREFIX, gs://BUCKET/PREFIX or az://CONTAINER/PREFIX, or name a folder.",
    service: "Write it as s3://BUCKET/PREFIX, gs://BUCKET/PREFIX or az://CONTAINER/PREFIX, or name a folder.",
  },
  STORE_UNREACHABLE: {
    ...STORE,
    when: "The store of a bucket could not be reached.",
    commandLine: {
      network: "Check the network, and the endpoint if the configuration names one, then run again.",
      certificate: "Check the endpoint's name; an authority of your own is named in NODE_EXTRA_CA_CERTS.",
    },
    service: "Check the network of this machine, and the endpoint if the configuration names one.",
    passes: true,
  },
  STORE_BUSY: {
    ...STORE,
    when: "The store of a bucket was too busy to answer, again and again.",
    commandLine: "Run again in some minutes.",
    sheet: "Export again in some minutes.",
    passes: true,
  },
  STORE_FULL: {
    ...STORE,
    exit: EXIT.other,
    when: "The store of a bucket has no room for more, or a quota is used up.",
    commandLine: "Make room there, or have the quota raised, then run again.",
    service: "Make room in the store, or have the quota raised.",
    passes: true,
  },
  STORE_NO_LOGIN: {
    ...STORE,
    when: "This machine has no credentials for the store of a bucket.",
    commandLine: {
      s3: "Sign in as the AWS tools do: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, AWS_PROFILE, or a role of the machine.",
      gs: "Sign in with: gcloud auth application-default login, or name a key file in GOOGLE_APPLICATION_CREDENTIALS.",
      az: "Sign in with: az login, give AZURE_CLIENT_ID, AZURE_TENANT_ID and AZURE_CLIENT_SECRET, or AZURE_STORAGE_CONNECTION_STRING.",
      azAccount:
        "Name it as azure.account in the configuration or in AZURE_STORAGE_ACCOUNT, or give AZURE_STORAGE_CONNECTION_STRING.",
    },
    service: "Give the service credentials, as docs/stores.md says.",
  },
  STORE_LOGIN_REFUSED: {
    ...STORE,
    when: "The store of a bucket does not accept the credentials.",
    commandLine: "Compare them with those of the account; a secret may have been cut or replaced.",
    service: "Compare the credentials of the service with those of the account.",
  },
  STORE_LOGIN_EXPIRED: {
    ...STORE,
    when: "The credentials for the store of a bucket have expired.",
    commandLine: "Sign in again, then run again.",
    service: "Renew the credentials of the service, or give it a role that renews them.",
    passes: true,
  },
  STORE_CLOCK: {
    ...STORE,
    when: "The store of a bucket refuses requests, because the machine's clock is wrong.",
    commandLine: "Set the clock of this machine right, then run again.",
    service: "Set the clock of the machine right.",
  },
  STORE_FORBIDDEN: {
    ...STORE,
    when: "The account lacks a permission in a bucket.",
    commandLine: {
      s3: "Allow {permission} on {on}; docs/stores.md lists all that is needed. Without s3:ListBucket, S3 says the same of what is not there.",
      gs: "Grant {permission} on {on}; docs/stores.md lists all that is needed.",
      az: "Grant a role with {permission} on {on}, such as Storage Blob Data Contributor; also look whether the account's firewall lets this machine in.",
    },
    service: "Allow what is missing; docs/stores.md lists all that is needed.",
  },
  STORE_NO_BUCKET: {
    ...STORE,
    when: "There is no bucket of the name that was given.",
    commandLine: "Check the name, and the endpoint if the configuration names one; a bucket is not made by a run.",
    service: "Check the bucket's name in the configuration.",
  },
  STORE_REGION: {
    ...STORE,
    when: "A bucket is in another region than the one that was named.",
    commandLine: "Name the bucket's region as s3.region in the configuration, or in AWS_REGION.",
    service: "Name the bucket's region as s3.region in the configuration.",
  },
  STORE_UNFIT: {
    ...STORE,
    exit: EXIT.other,
    when: "A store lacks something that publishing needs, such as conditional writes.",
    commandLine: "Use a store that can; docs/stores.md says what is needed.",
    service: "Use a store that can; docs/stores.md says what is needed.",
  },
  STORE_CHANGED: {
    ...STORE,
    exit: EXIT.locked,
    when: "Somebody else wrote to an object that nobody else may write to, or replaced one that was being read.",
    commandLine: "Run again when no other run is at work.",
    sheet: "Export again when no other export is at work.",
    passes: true,
  },
  STORE_DAMAGED: {
    ...STORE,
    when: "What was sent to a bucket did not arrive as it was.",
    commandLine: "Run again; if it happens twice, look for a proxy that changes what passes.",
    service: "Look for a proxy between this machine and the store that changes what passes.",
    passes: true,
  },
  STORE_REFUSED: {
    ...STORE,
    exit: EXIT.other,
    when: "The store of a bucket refused a request for a reason of its own.",
    commandLine: "The words are the store's own: ask whoever runs it.",
    service: "Ask whoever runs the store.",
    quote: "way out",
  },
} as const satisfies Record<string, FailureKind>;
