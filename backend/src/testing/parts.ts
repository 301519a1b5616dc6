import { randomUUID } from 'node:crypto';
import { Connection } from '@temporalio/client';
import { SEARCH_ATTRIBUTES } from '@reels/contracts';

/** The real parts that the tests run against; `npm test` starts them and sets these. */
export const PARTS = {
  s3Endpoint: required('TEST_S3_ENDPOINT'),
  s3AccessKey: required('TEST_S3_ACCESS_KEY'),
  s3SecretKey: required('TEST_S3_SECRET_KEY'),
  temporalAddress: required('TEST_TEMPORAL_ADDRESS'),
};

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the tests by "npm test", which starts what they need.`);
  return value;
}

/** Temporal's number for a search attribute of type keyword. */
const KEYWORD = 2;
type Duration = NonNullable<
  Parameters<Connection['workflowService']['registerNamespace']>[0]['workflowExecutionRetentionPeriod']
>;

/** A namespace of its own in Temporal, with the product's search attributes. */
export async function createTestNamespace(): Promise<string> {
  const namespace = `api-test-${randomUUID()}`;
  const connection = await Connection.connect({ address: PARTS.temporalAddress });
  try {
    const oneDay = { seconds: 86_400 } as unknown as Duration;
    await connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: oneDay });
    const searchAttributes = Object.fromEntries(Object.values(SEARCH_ATTRIBUTES).map((name) => [name, KEYWORD]));
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
    return namespace;
  } finally {
    await connection.close();
  }
}
